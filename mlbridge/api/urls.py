"""Addresses of the room under /api/ and /api/v1/, without a trailing slash."""

from django.urls import URLPattern, URLResolver, path

from mlbridge.api import views

urlpatterns: list[URLPattern | URLResolver] = [
    path(
        "ml/recommendations/<int:user_id>",
        views.Recommendations.as_view(),
        name="ml-recommendations",
    ),
    path("ml/retrain", views.Retrain.as_view(), name="ml-retrain"),
    path("ml/jobs/<uuid:job_id>", views.Job.as_view(), name="ml-job"),
    path("ml/training-data", views.TrainingData.as_view(), name="ml-training-data"),
    path("ml/user-behavior/<int:user_id>", views.UserBehaviour.as_view(), name="ml-user-behaviour"),
    path("ml/trend-analysis", views.TrendAnalysis.as_view(), name="ml-trend-analysis"),
    path("ml/health", views.MlHealth.as_view(), name="ml-health"),
]
