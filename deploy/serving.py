"""The server: Streamlit as an ASGI app with our routes, and the settings that measurements asked for."""

import asyncio
import contextlib
import gc
import gzip
import socket
from collections.abc import AsyncIterator, Mapping, Sequence
from functools import cache
from urllib.parse import parse_qsl

import streamlit as st
import uvicorn
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route
from streamlit import config
from streamlit.runtime.pages_manager import PagesManager

from deploy.opening import Greeting, kept_files, opening_page
from geo.map_files import map_files

__all__ = ["dashboard_lifespan", "dashboard_routes", "geometry_address", "serve"]

_FOLDER, _KEPT = "/geo", "/look"
_FOREVER = "public, max-age=31536000, immutable"
_COLLECT_EVERY = 10.0  # seconds; Streamlit's own collection after each run is off, see .streamlit/config.toml


def dashboard_routes(pages: Sequence[str], greetings: Mapping[str, Greeting]) -> list[Route]:
    """Routes beside Streamlit's own: geometry, fonts, and the page that a browser opens first.

    Args:
        pages: names in the address; Streamlit serves the first of them at the root.
        greetings: what the opening page says, by the label of the language.
    """
    base, methods = _base(), ["GET", "HEAD"]

    async def open_page(request: Request) -> Response:
        label = dict(parse_qsl(request.url.query)).get("language", "")
        page = opening_page(greetings, label=label, base=base, folder=f"{base}{_KEPT}")
        return HTMLResponse(page, headers={"Cache-Control": "no-cache"})

    return [
        Route(f"{base}{_FOLDER}/{{name}}", _send_geometry, methods=methods),
        Route(f"{base}{_KEPT}/{{name}}", _send_kept, methods=methods),
        Route(f"{base}/{pages[0]}", _go_to_start, methods=methods),
        *(Route(f"{base}/{name}", open_page, methods=methods) for name in ("", *pages[1:])),
    ]


@contextlib.asynccontextmanager
async def dashboard_lifespan(_: st.App) -> AsyncIterator[None]:
    """Around serving: Streamlit is told how pages are found, and garbage is collected on a timer."""
    # a folder named pages/ makes the first run of a server look for scripts in it and say "page not found"
    PagesManager.uses_pages_directory = False
    task = asyncio.create_task(_collect_garbage())
    try:
        yield
    finally:
        task.cancel()


def geometry_address() -> str:
    """The folder from which a browser fetches the geometry."""
    return f"{_base()}{_FOLDER}"


def serve(app: st.App, *, port: int, host: str) -> None:
    """Run the dashboard on one port until it is stopped."""
    config.set_option("server.port", port)
    config.set_option("server.address", host)
    listener = _listener(host, port)
    print(f"http://{host}:{port}", flush=True)  # noqa: T201 -- the one line a person starting it needs
    server = uvicorn.Config(
        app,
        ws="websockets-sansio",
        ws_ping_interval=30,
        ws_ping_timeout=30,
        access_log=False,
        server_header=False,
        log_level="warning",
    )
    asyncio.run(uvicorn.Server(server).serve(sockets=[listener]))


def _listener(host: str, port: int) -> socket.socket:
    """A listening socket; asyncio sets TCP_NODELAY only on connections whose protocol is named."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind((host, port))
    return listener


def _base() -> str:
    base = st.get_option("server.baseUrlPath").strip("/")
    return f"/{base}" if base else ""


async def _go_to_start(request: Request) -> Response:
    """Streamlit knows its start page at the root only; a link that names it is led there with its filters."""
    query = f"?{request.url.query}" if request.url.query else ""
    return RedirectResponse(f"{_base()}/{query}")


async def _send_geometry(request: Request) -> Response:
    """One map file; its name changes with its content, so a browser may keep it for ever."""
    contents = _contents().get(request.path_params["name"])
    if contents is None:
        return Response(status_code=404)
    plain, packed = contents
    headers = {"Cache-Control": _FOREVER, "Vary": "Accept-Encoding", "X-Content-Type-Options": "nosniff"}
    if "gzip" in request.headers.get("accept-encoding", ""):
        return Response(
            packed, media_type="application/json", headers={**headers, "Content-Encoding": "gzip"}
        )
    return Response(plain, media_type="application/json", headers=headers)


async def _send_kept(request: Request) -> Response:
    """A font, their style sheet or the script; fonts are packed already."""
    file = kept_files(f"{_base()}{_KEPT}").get(request.path_params["name"])
    if file is None:
        return Response(status_code=404)
    headers = {"Cache-Control": _FOREVER, "X-Content-Type-Options": "nosniff"}
    return Response(file.content, media_type=file.media_type, headers=headers)


@cache
def _contents() -> dict[str, tuple[bytes, bytes]]:
    files = map_files().values()
    return {file.name: (file.content, gzip.compress(file.content, 9, mtime=0)) for file in files}


async def _collect_garbage() -> None:
    while True:
        await asyncio.sleep(_COLLECT_EVERY)
        gc.collect()
