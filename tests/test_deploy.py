"""The server: our routes beside Streamlit's, and the settings that measurements asked for."""

import asyncio
import gzip
import json
import socket
import tomllib
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, MutableMapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette
from streamlit import config

from deploy.opening import Greeting, kept_files
from deploy.serving import _listener, dashboard_routes, geometry_address
from deploy.trial import trial_server
from geo.map_files import map_files

PROJECT = Path(__file__).parents[1]
SETTINGS = tomllib.loads((PROJECT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))

GREETINGS = {
    "中文": Greeting("zh", "质量<行动>", "跳到正文"),
    "English": Greeting("en", "Quality", "Skip"),
}


@dataclass
class Answer:
    """What an ASGI application sent."""

    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""

    async def take(self, message: MutableMapping[str, Any]) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            self.headers = {name.decode(): value.decode() for name, value in message["headers"]}
        else:
            self.body += message.get("body", b"")


def ask(address: str, *, method: str = "GET", **headers: str) -> Answer:
    """Send one request straight into our routes, without a server."""
    path, _, query = address.partition("?")
    answer = Answer()

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    scope = {
        "type": "http",
        "method": method,
        "path": path,
        "query_string": query.encode(),
        "headers": [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()],
    }
    routes = dashboard_routes(("overview", "map"), GREETINGS)
    asyncio.run(Starlette(routes=routes)(scope, receive, answer.take))
    return answer


@pytest.mark.parametrize("role", list(map_files()))
def test_geometry_may_be_kept_for_ever(role: str) -> None:
    file = map_files()[role]
    answer = ask(f"/geo/{file.name}")
    assert (answer.status, answer.body) == (200, file.content)
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert answer.headers["vary"] == "Accept-Encoding"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "content-encoding" not in answer.headers


def test_geometry_is_packed_for_those_who_can_unpack() -> None:
    file = map_files()["counties"]
    answer = ask(f"/geo/{file.name}", accept_encoding="br, gzip")
    assert answer.headers["content-encoding"] == "gzip"
    assert answer.headers["cache-control"].endswith("immutable")
    assert len(answer.body) < len(file.content) / 2
    assert gzip.decompress(answer.body) == file.content


def test_only_the_head_is_sent_when_only_that_is_asked_for() -> None:
    file = map_files()["counties"]
    answer = ask(f"/geo/{file.name}", method="HEAD")
    assert (answer.status, answer.headers["content-length"]) == (200, str(len(file.content)))


@pytest.mark.parametrize("name", ["counties.json", "counties.000000000000.json", "..", "%2e%2e"])
def test_no_other_file_is_given_out(name: str) -> None:
    assert ask(f"/geo/{name}").status == 404


def test_nothing_can_be_sent_to_the_geometry() -> None:
    assert ask(f"/geo/{map_files()['tiles'].name}", method="POST").status == 405


@pytest.mark.parametrize("query", ["", "?language=English&prefecture=Lhasa", "?goal=02+%E5%86%9C"])
def test_the_start_page_by_name_leads_to_the_root_with_its_filters(query: str) -> None:
    answer = ask(f"/overview{query}")
    assert (answer.status, answer.headers["location"]) == (307, f"/{query}")


@pytest.mark.parametrize(
    ("address", "tag", "title"),
    [
        ("/", "zh", "质量&lt;行动&gt;"),
        ("/map", "zh", "质量&lt;行动&gt;"),
        ("/map?language=English", "en", "Quality"),
        ("/?language=<script>", "zh", "质量&lt;行动&gt;"),
    ],
)
def test_a_page_opens_in_its_language_with_our_fonts_before_streamlit(
    address: str, tag: str, title: str
) -> None:
    answer = ask(address)
    page = answer.body.decode()
    assert (answer.status, answer.headers["cache-control"]) == (200, "no-cache")
    assert f'<html lang="{tag}">' in page
    assert f"<title>{title}</title>" in page
    assert page.index("/look/start.") < page.index('<script type="module"')
    assert page.index("/look/fonts.") < page.index('<script type="module"')
    assert 'rel="preload"' not in page


def test_what_a_page_opens_with_may_be_kept_for_ever() -> None:
    files = kept_files("/look")
    assert {name.rpartition(".")[2] for name in files} == {"woff2", "css", "js"}
    for name, file in files.items():
        answer = ask(f"/look/{name}")
        assert (answer.status, answer.body) == (200, file.content)
        assert answer.headers["content-type"].split(";")[0] == file.media_type
        assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
        assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("name", ["start.js", "fonts.css", "OFL.txt", "..", "%2e%2e%2fstart.js"])
def test_no_other_file_is_given_out_with_the_fonts(name: str) -> None:
    assert ask(f"/look/{name}").status == 404


def test_all_addresses_follow_the_base_path() -> None:
    config.set_option("server.baseUrlPath", "/quality/")
    try:
        file = map_files()["tiles"]
        assert geometry_address() == "/quality/geo"
        assert ask(f"/quality/geo/{file.name}").body == file.content
        assert ask("/quality/overview?a=1").headers["location"] == "/quality/?a=1"
        assert ask(f"/geo/{file.name}").status == 404
        page = ask("/quality/map").body.decode()
        assert 'data-base="/quality"' in page
        (sheet,) = (name for name in kept_files("/quality/look") if name.startswith("fonts."))
        assert f'href="/quality/look/{sheet}"' in page
        assert b"url('/quality/look/noto-sans-sc-" in ask(f"/quality/look/{sheet}").body
    finally:
        config.set_option("server.baseUrlPath", "")


def test_connections_send_at_once() -> None:
    async def no_delay() -> int:
        seen: asyncio.Future[int] = asyncio.get_running_loop().create_future()

        async def note(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            connection = writer.get_extra_info("socket")
            seen.set_result(connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))
            writer.close()
            await writer.wait_closed()

        listener = _listener("127.0.0.1", 0)
        async with await asyncio.start_server(note, sock=listener):
            _, writer = await asyncio.open_connection(*listener.getsockname())
            noted = await seen
            writer.close()
            await writer.wait_closed()
            return noted

    assert asyncio.run(no_delay()) != 0


def named(settings: Mapping[str, Any]) -> Iterator[str]:
    """Full names of all settings, those of sub-sections too."""
    for name, value in settings.items():
        inner = named(value) if isinstance(value, dict) else [""]
        yield from (f"{name}.{rest}".rstrip(".") for rest in inner)


def test_streamlit_still_knows_every_setting() -> None:
    assert set(named(SETTINGS)) - set(config.get_config_options()) == set()


def test_no_collection_follows_each_run() -> None:
    assert "runner.postScriptGC" in config.get_config_options()
    assert SETTINGS["runner"]["postScriptGC"] is False


def test_nothing_of_an_error_is_shown_and_nothing_reported() -> None:
    assert SETTINGS["client"]["showErrorDetails"] == "none"
    assert SETTINGS["browser"]["gatherUsageStats"] is False
    assert SETTINGS["server"]["address"] == "127.0.0.1"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with trial_server(tmp_path_factory.mktemp("store")) as (address, _):
        yield address


def test_the_dashboard_answers(address: str) -> None:
    with urllib.request.urlopen(f"{address}/map") as page:
        assert page.status == 200
        assert b"<noscript>" in page.read()


def test_the_running_dashboard_has_our_routes(address: str) -> None:
    with urllib.request.urlopen(f"{address}{geometry_address()}/{map_files()['counties'].name}") as answer:
        assert len(json.load(answer)["features"]) == 74
    with urllib.request.urlopen(f"{address}/overview?language=English") as page:
        assert page.url == f"{address}/?language=English"


def test_the_running_dashboard_opens_pages_with_our_fonts(address: str) -> None:
    for name in ("", "map"):
        with urllib.request.urlopen(f"{address}/{name}?language=English") as page:
            assert b"/look/fonts." in page.read()


def test_the_running_dashboard_gives_out_no_other_geometry(address: str) -> None:
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(f"{address}{geometry_address()}/none.json")
    assert refused.value.code == 404
    refused.value.close()
