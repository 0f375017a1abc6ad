"""The OpenAPI description of the JSON API and the SPARQL endpoint (https://spec.openapis.org/oas/v3.1.0)."""

from __future__ import annotations

from typing import Any

from dealgraph.serve.negotiate import RESULTS, TRIPLES
from dealgraph.serve.parameters import QUESTIONS, Field
from dealgraph.serve.protocol import FORM, QUERY

_ERROR = {"$ref": "#/components/schemas/Error"}


def openapi(version: str) -> dict[str, Any]:
    """Give the description as a JSON value."""
    paths: dict[str, Any] = {
        f"/api/{name}": {"get": _question(name, text, fields)} for name, (text, fields) in QUESTIONS.items()
    }
    paths["/api/query/{name}"] = {"get": _named_query()}
    paths["/api/openapi.json"] = {
        "get": {"operationId": "openapi", "summary": "This description.", "responses": {"200": _json("It.")}}
    }
    paths["/sparql"] = {"get": _sparql_get(), "post": _sparql_post()}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Dealgraph",
            "version": version,
            "description": "Biopharma deals from SEC filings. The graph is only read.",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "paths": paths,
        "components": {"schemas": {"Error": _error_schema()}},
    }


def _error_schema() -> dict[str, Any]:
    fields = ("code", "message", "suggestion")
    inner = {
        "type": "object",
        "required": list(fields),
        "properties": {f: {"type": "string"} for f in fields},
    }
    return {"type": "object", "required": ["error"], "properties": {"error": inner}}


def _json(description: str, schema: dict[str, Any] | None = None) -> dict[str, Any]:
    return {
        "description": description,
        "content": {"application/json": {"schema": schema or {"type": "object"}}},
    }


def _errors(*statuses: int) -> dict[str, Any]:
    said = {
        400: "The request is wrong.",
        401: "A token is wanted.",
        403: "The graph is only read.",
        404: "There is no such thing.",
        406: "There is no such format.",
        408: "The body did not come.",
        413: "The body is too long.",
        415: "A query is not sent so.",
        421: "The server does not go by this name.",
        422: "The answer is too long.",
        503: "The limit of time or memory was reached, or too many questions wait.",
    }
    return {str(s): _json(said[s], _ERROR) for s in statuses}


def _parameter(field: Field) -> dict[str, Any]:
    schema: dict[str, Any] = {"type": "string", "maxLength": field.longest}
    if field.number:
        least, most, default = field.number
        schema = {"type": "integer", "minimum": least, "maximum": most, "default": default}
    elif field.choices:
        schema = {"type": "string", "enum": list(field.choices)}
    elif field.pattern:
        schema |= {"pattern": f"^(?:{field.pattern})$"}
    return {
        "name": field.name,
        "in": "query",
        "required": field.required,
        "description": field.text,
        "schema": schema,
    }


def _question(name: str, text: str, fields: tuple[Field, ...]) -> dict[str, Any]:
    return {
        "operationId": name,
        "summary": text,
        "parameters": [_parameter(f) for f in fields],
        "responses": {"200": _json("The answer."), **_errors(400, 401, 404, 421, 503)},
    }


def _named_query() -> dict[str, Any]:
    rows = {"type": "array", "items": {"type": "array"}}
    columns = {"type": "array", "items": {"type": "string"}}
    answer = {
        "type": "object",
        "required": ["columns", "rows"],
        "properties": {"columns": columns, "rows": rows},
    }
    return {
        "operationId": "query",
        "summary": "Ask a named query; its parameters are those of the URL.",
        "parameters": [
            {
                "name": "name",
                "in": "path",
                "required": True,
                "schema": {"type": "string", "pattern": "^[a-z-]+$"},
            },
            {
                "name": "parameters",
                "in": "query",
                "required": False,
                "style": "form",
                "explode": True,
                "description": "the query's own parameters",
                "schema": {"type": "object", "additionalProperties": {"type": "string"}},
            },
        ],
        "responses": {"200": _json("Columns and rows.", answer), **_errors(400, 401, 404, 421, 503)},
    }


def _graphs() -> list[dict[str, Any]]:
    schema = {"type": "array", "items": {"type": "string", "format": "iri"}}
    return [
        {"name": name, "in": "query", "required": False, "explode": True, "schema": schema}
        for name in ("default-graph-uri", "named-graph-uri")
    ]


def _sparql_answers() -> dict[str, Any]:
    media = sorted({*RESULTS, *TRIPLES})
    answer = {"description": "The answer.", "content": {m: {} for m in media}}
    return {"200": answer, **_errors(400, 401, 403, 406, 408, 413, 415, 421, 422, 503)}


def _sparql_get() -> dict[str, Any]:
    query = {"name": "query", "in": "query", "required": False, "schema": {"type": "string"}}
    return {
        "operationId": "sparqlGet",
        "summary": "SPARQL 1.1 Protocol, by GET; without a query, the service description.",
        "parameters": [query, *_graphs()],
        "responses": _sparql_answers(),
    }


def _sparql_post() -> dict[str, Any]:
    form = {"type": "object", "required": ["query"], "properties": {"query": {"type": "string"}}}
    content = {FORM: {"schema": form}, QUERY: {"schema": {"type": "string"}}}
    return {
        "operationId": "sparqlPost",
        "summary": "SPARQL 1.1 Protocol, by POST.",
        "parameters": _graphs(),
        "requestBody": {"required": True, "content": content},
        "responses": _sparql_answers(),
    }
