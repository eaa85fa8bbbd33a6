"""What a page costs: bytes over its socket, addresses it fetched, processor time of the server."""

import base64
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Page

__all__ = ["Meter", "cpu_seconds"]

_TICKS_A_SECOND = 100  # of /proc/PID/stat on Linux


@dataclass
class Meter:
    """Bytes that a page received over its socket, and the addresses of geometry that it asked for."""

    socket: int = 0
    geometry: list[str] = field(default_factory=list)

    def attach(self, page: Page) -> None:
        """Count from now on."""
        session = page.context.new_cdp_session(page)
        session.send("Network.enable")
        session.on("Network.webSocketFrameReceived", self._count)
        page.on("request", lambda request: self._note(request.url))

    def _note(self, address: str) -> None:
        if "/geo/" in address:
            self.geometry.append(address)

    def _count(self, event: dict[str, dict[str, str]]) -> None:
        self.socket += len(base64.b64decode(event["response"]["payloadData"] + "=="))


def cpu_seconds(process: int) -> float:
    """Processor time that a process has used, in user and kernel mode."""
    fields = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS_A_SECOND
