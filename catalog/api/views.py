"""The catalogue for programs: everyone reads what is on sale, catalogue managers write."""

from dataclasses import asdict
from typing import Any, cast

from django.db.models import Prefetch, Q, QuerySet
from drf_spectacular.utils import (
    OpenApiExample,
    OpenApiParameter,
    extend_schema,
    extend_schema_view,
)
from rest_framework import mixins, status
from rest_framework.decorators import action
from rest_framework.generics import ListAPIView, get_object_or_404
from rest_framework.parsers import MultiPartParser
from rest_framework.permissions import AllowAny, IsAuthenticated, IsAuthenticatedOrReadOnly
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView
from rest_framework.viewsets import GenericViewSet

from accounts.models import User
from catalog.api.filters import ProductFilter
from catalog.api.serializers import (
    CardSerializer,
    CategorySerializer,
    PictureAddedSerializer,
    PictureInput,
    ProductInput,
    ProductSerializer,
    ReviewInput,
    ReviewSerializer,
    ReviewTakenSerializer,
    SavedFilterInput,
    SavedFilterSerializer,
)
from catalog.api.shaping import EXPANSIONS, shaped
from catalog.domain import filters, generation, media, products
from catalog.domain.reviews import Author, submit_review
from catalog.domain.search import search
from catalog.models import Product, ProductQuerySet, Review, SavedFilter, Tag, Variant
from catalog.queries import Filters, cards_of, category_tree, list_products
from catalog.queries.pictures import pictures_of_products
from shop.base.api.permissions import needs, reads_or_needs
from shop.base.api.schema import ANYONE

# A person's hundred, and as many presets.
LISTED_FILTERS = 200
EXAMPLE = OpenApiExample(
    "A mug",
    value={
        "name": "Speckled mug",
        "category": "mugs-and-cups",
        "brand": "Kiln Street",
        "summary": "Thrown by hand, holds a proper cup of tea.",
        "status": "active",
        "variants": [
            {"sku": "MUG-1-MOSS", "price_minor": 1800, "options": {"Colour": "Moss"}, "stock": 12}
        ],
    },
    request_only=True,
)


SHAPES = (
    OpenApiParameter("fields", str, description="Only these fields of each, separated by commas."),
    OpenApiParameter(
        "expand", str, description=f"More of each, separated by commas: {', '.join(EXPANSIONS)}."
    ),
    OpenApiParameter("facets", str, enum=["1"], description="Also the counts of every facet."),
)


@extend_schema_view(
    list=extend_schema(
        summary="List products",
        parameters=[*SHAPES],
        responses=CardSerializer(many=True),
        auth=ANYONE,
    ),
    retrieve=extend_schema(summary="One product", auth=ANYONE),
)
class ProductViewSet(mixins.RetrieveModelMixin, GenericViewSet[Product]):
    """Products. Lists show cards; one product shows all of it."""

    queryset = Product.objects.none()
    permission_classes = [reads_or_needs("catalog.change_product")]
    serializer_class = ProductSerializer
    filterset_class = ProductFilter
    ordering_fields = ["name", "price_from_minor", "rating_average", "published_at"]
    ordering = ["-published_at", "-pk"]

    def get_queryset(self) -> ProductQuerySet:
        if self.request.user.has_perm("catalog.change_product"):
            return Product.objects.all()
        return Product.objects.on_sale()

    def list(self, request: Request) -> Response:
        return self._cards(cast("ProductQuerySet", self.filter_queryset(self.get_queryset())))

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return Response(self._whole(self.get_object()))

    @extend_schema(
        summary="Add a product",
        request=ProductInput,
        responses={201: ProductSerializer},
        examples=[EXAMPLE],
    )
    def create(self, request: Request) -> Response:
        data = ProductInput(data=request.data)
        data.is_valid(raise_exception=True)
        product = products.create_product(data.validated_data)
        return Response(self._whole(product), status=status.HTTP_201_CREATED)

    @extend_schema(summary="Change a product", request=ProductInput, responses=ProductSerializer)
    def update(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return self._change(request, partial=False)

    @extend_schema(
        summary="Change a part of a product",
        request=ProductInput(partial=True),
        responses=ProductSerializer,
    )
    def partial_update(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return self._change(request, partial=True)

    @extend_schema(summary="Put a product away", responses={204: None})
    def destroy(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        products.put_away([self.get_object()])
        return Response(status=status.HTTP_204_NO_CONTENT)

    @extend_schema(
        summary="Search products",
        parameters=[
            OpenApiParameter("q", str, required=True, description="Words; typos are forgiven."),
            *SHAPES,
        ],
        responses=CardSerializer(many=True),
        auth=ANYONE,
    )
    @action(detail=False, url_path="search", ordering_fields=[], permission_classes=[AllowAny])
    def search(self, request: Request) -> Response:
        found = search(request.query_params.get("q", ""))
        return self._cards(ProductFilter(request.query_params, queryset=found, request=request).qs)

    @extend_schema(
        summary="Add a picture",
        request={"multipart/form-data": PictureInput},
        responses={201: PictureAddedSerializer},
    )
    @action(
        detail=True,
        methods=["post"],
        url_path="upload-image",
        parser_classes=[MultiPartParser],
        permission_classes=[needs("catalog.add_productimage")],
    )
    def upload_image(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        data = PictureInput(data=request.data)
        data.is_valid(raise_exception=True)
        picture = media.add_picture(
            self.get_object(), data.validated_data["file"], alt=data.validated_data["alt"]
        )
        return Response(PictureAddedSerializer(picture).data, status=status.HTTP_201_CREATED)

    def _change(self, request: Request, *, partial: bool) -> Response:
        data = ProductInput(data=request.data, partial=partial)
        data.is_valid(raise_exception=True)
        return Response(
            self._whole(products.change_product(self.get_object(), data.validated_data))
        )

    def _cards(self, found: ProductQuerySet) -> Response:
        page = self.paginate_queryset(
            found.filter(price_from_minor__isnull=False).values_list("pk", flat=True)
        )
        ids = list(page or [])
        by_id = {card.product_id: card for card in cards_of(Product.objects.filter(pk__in=ids))}
        rows = CardSerializer([by_id[pk] for pk in ids], many=True).data
        response = self.get_paginated_response(shaped(self.request, list(rows)))
        if self.request.query_params.get("facets") == "1":
            response.data["facets"] = [
                asdict(facet) for facet in list_products(found, Filters(), page_size=1).facets
            ]
        return response

    def _whole(self, product: Product) -> Any:
        whole = (
            Product.objects.select_related("category", "brand")
            .prefetch_related(
                Prefetch("tags", Tag.objects.all()),
                Prefetch("variants", Variant.objects.with_available(), to_attr="sold_variants"),
            )
            .get(pk=product.pk)
        )
        whole.shown_pictures = pictures_of_products([product.pk]).get(product.pk, [])  # type: ignore[attr-defined] # for the serializer
        return ProductSerializer(whole).data


class CategoryTreeView(APIView):
    """The tree of visible categories."""

    permission_classes = [AllowAny]

    @extend_schema(
        summary="The tree of categories", responses=CategorySerializer(many=True), auth=ANYONE
    )
    def get(self, request: Request) -> Response:
        tree = category_tree(generation=generation.current())
        return Response(CategorySerializer(tree, many=True).data)


@extend_schema_view(get=extend_schema(summary="Reviews of a product", auth=ANYONE))
class ProductReviewsView(ListAPIView[Review]):
    """The published reviews of a product, newest first; whoever is signed in adds one."""

    queryset = Review.objects.none()
    permission_classes = [IsAuthenticatedOrReadOnly]
    serializer_class = ReviewSerializer
    ordering_fields = ["created_at", "rating"]
    ordering = ["-created_at", "-pk"]

    def get_queryset(self) -> QuerySet[Review]:
        product = get_object_or_404(Product.objects.on_sale(), pk=self.kwargs["product_id"])
        return Review.objects.published().filter(product=product)

    @extend_schema(
        summary="Review a product",
        description="Once per person and product; shown to readers when staff have published it.",
        request=ReviewInput,
        responses={201: ReviewTakenSerializer},
    )
    def post(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        data = ReviewInput(data=request.data)
        data.is_valid(raise_exception=True)
        author = cast("User", request.user)
        review = submit_review(
            Author(author.pk, author.full_name),
            self.kwargs["product_id"],
            **data.validated_data,
        )
        return Response(ReviewTakenSerializer(review).data, status=status.HTTP_201_CREATED)


class SavedFiltersView(APIView):
    """The shop's presets and a person's own filters; whoever is signed in keeps one."""

    permission_classes = [IsAuthenticatedOrReadOnly]

    @extend_schema(summary="Saved filters", responses=SavedFilterSerializer(many=True), auth=ANYONE)
    def get(self, request: Request) -> Response:
        own = Q(owner_id=request.user.pk) if request.user.is_authenticated else Q(pk__in=())
        rows = SavedFilter.objects.filter(Q(owner__isnull=True) | own)[:LISTED_FILTERS]
        return Response(SavedFilterSerializer(rows, many=True).data)

    @extend_schema(
        summary="Keep a filter", request=SavedFilterInput, responses={201: SavedFilterSerializer}
    )
    def post(self, request: Request) -> Response:
        data = SavedFilterInput(data=request.data)
        data.is_valid(raise_exception=True)
        row = filters.keep_filter(owner_id=request.user.pk, **data.validated_data)
        return Response(SavedFilterSerializer(row).data, status=status.HTTP_201_CREATED)


class SavedFilterView(APIView):
    """One of a person's own filters."""

    permission_classes = [IsAuthenticated]

    @extend_schema(summary="Keep a filter no longer", responses={204: None})
    def delete(self, request: Request, slug: str) -> Response:
        filters.forget_filter(slug, owner_id=cast("User", request.user).pk)
        return Response(status=status.HTTP_204_NO_CONTENT)
