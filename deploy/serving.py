"""The server: Streamlit as an ASGI app with our routes, and the settings that measurements asked for."""

import asyncio
import contextlib
import gc
import gzip
import socket
from collections.abc import AsyncIterator
from functools import cache

import streamlit as st
import uvicorn
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route
from streamlit import config
from streamlit.runtime.pages_manager import PagesManager

from geo.map_files import map_files

__all__ = ["dashboard_lifespan", "dashboard_routes", "geometry_address", "serve"]

_FOLDER = "/geo"
_FOREVER = "public, max-age=31536000, immutable"
_COLLECT_EVERY = 10.0  # seconds; Streamlit's own collection after each run is off, see .streamlit/config.toml


def dashboard_routes(start_page: str) -> list[Route]:
    """Routes beside Streamlit's own: the geometry, and the start page by its name.

    Args:
        start_page: the page that Streamlit serves at the root.
    """
    return [
        Route(f"{_base()}{_FOLDER}/{{name}}", _send_geometry, methods=["GET", "HEAD"]),
        Route(f"{_base()}/{start_page}", _go_to_start, methods=["GET", "HEAD"]),
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


@cache
def _contents() -> dict[str, tuple[bytes, bytes]]:
    files = map_files().values()
    return {file.name: (file.content, gzip.compress(file.content, 9, mtime=0)) for file in files}


async def _collect_garbage() -> None:
    while True:
        await asyncio.sleep(_COLLECT_EVERY)
        gc.collect()
