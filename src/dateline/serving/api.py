"""The API, described: OpenAPI 3.1, made of the pages and of the classes of their values."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import msgspec

from dateline.serving.pages.fault import Fault
from dateline.serving.showing import Page
from dateline.version import __version__


def document(pages: Sequence[Page]) -> dict[str, Any]:
    """The description of every page's JSON."""
    types = [*dict.fromkeys(page.value for page in pages), Fault]
    schemas, components = msgspec.json.schema_components(types, ref_template="#/components/schemas/{name}")
    of_type = dict(zip(types, schemas, strict=True))
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Dateline",
            "version": __version__,
            "description": "The record, read-only: every page of the server as JSON. Answers have an ETag.",
        },
        "paths": {page.json_path: {"get": _operation(page, of_type)} for page in pages},
        "components": {"schemas": _plain(components)},
    }


def _plain(schema: Any) -> Any:
    """The same schema, where a tuple of one kind of thing is an array of so many of them.

    Both say the same. But `prefixItems` is young: many clients cannot read it, and schemathesis takes it for the older
    list of `items`, which it then refuses. Where the kinds differ nothing else says it exactly, so there it stays.
    """
    if isinstance(schema, list):
        return [_plain(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    plain = {name: _plain(one) for name, one in schema.items()}
    kinds = plain.get("prefixItems")
    if kinds and plain.get("maxItems") == len(kinds) and all(one == kinds[0] for one in kinds):
        del plain["prefixItems"]
        plain["items"] = kinds[0]
    return plain


def _operation(page: Page, schemas: dict[type, Any]) -> dict[str, Any]:
    def answer(what: str, schema: Any) -> dict[str, Any]:
        return {"description": what, "content": {"application/json": {"schema": schema}}}

    in_path = [name for name in ("id",) if f"{{{name}}}" in page.path]
    return {
        "summary": page.what,
        "operationId": "_".join(re.findall(r"[a-z]+", page.json_path.removesuffix(".json"))),
        "parameters": [
            *({"name": name, "in": "path", "required": True, "schema": {"type": "string"}} for name in in_path),
            *(
                {"name": name, "in": "query", "description": what, "required": name in page.needs,
                 "schema": {"type": "string"}}
                for name, what in page.asks
            ),
        ],
        "responses": {
            "200": answer(page.what, schemas[page.value]),
            "304": {"description": "It is what If-None-Match names."},
            "400": answer("What is wrong with the question.", schemas[Fault]),
            "404": answer("There is no such thing in the record.", schemas[Fault]),
            "414": {"description": "The address is too long."},
            "421": {"description": "The server is not asked by that name."},
            "429": {"description": "Too many questions at once."},
            "503": answer("The record cannot be read, or the question takes too long.", schemas[Fault]),
        },
    }  # fmt: skip
