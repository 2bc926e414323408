"""The OpenAPI document: one path per operation, and the answers that every operation may give."""

from typing import Any

# Operations that anyone may call; signing in is possible, not needed.
ANYONE: list[Any] = [{}]
COMMON_PROBLEMS = {
    "400": "The input is not right; `errors` names each place.",
    "401": "No valid credentials.",
    "403": "Not allowed for this person.",
    "404": "No such thing.",
    "405": "The method is not offered here.",
    "409": "The state of the shop does not allow it; `code` says why.",
    "415": "Send application/json.",
    "422": "The Idempotency-Key came with another request before.",
    "429": "Too many requests; wait as Retry-After says.",
    "503": "A part of the shop is away; try again later.",
}
PROBLEM_SCHEMA = {
    "type": "object",
    "description": "RFC 9457 problem document.",
    "required": ["type", "title", "status", "code", "detail"],
    "properties": {
        "type": {"type": "string", "example": "/api/problems/out_of_stock"},
        "title": {"type": "string", "example": "Out of stock"},
        "status": {"type": "integer", "example": 409},
        "code": {"type": "string", "example": "out_of_stock"},
        "detail": {"type": "string", "example": "Only 2 of Speckled mug are left."},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["pointer", "detail"],
                "properties": {"pointer": {"type": "string"}, "detail": {"type": "string"}},
            },
        },
    },
}


def only_the_versioned_paths(
    endpoints: list[tuple[str, str, str, Any]],
) -> list[tuple[str, str, str, Any]]:
    """Every path is served twice (/api and /api/v1); the document names the versioned one."""
    return [endpoint for endpoint in endpoints if endpoint[0].startswith("/api/v1/")]


def declare_problem_answers(result: dict[str, Any], **kwargs: Any) -> dict[str, Any]:
    """Declare the problem documents once and refer to them from every operation."""
    components = result.setdefault("components", {})
    components.setdefault("schemas", {})["Problem"] = PROBLEM_SCHEMA
    responses = components.setdefault("responses", {})
    for status, description in COMMON_PROBLEMS.items():
        responses[f"Problem{status}"] = {
            "description": description,
            "content": {
                "application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}
            },
        }
    for path in result.get("paths", {}).values():
        for operation in path.values():
            if isinstance(operation, dict) and "responses" in operation:
                for status in COMMON_PROBLEMS:
                    operation["responses"].setdefault(
                        status, {"$ref": f"#/components/responses/Problem{status}"}
                    )
    return result
