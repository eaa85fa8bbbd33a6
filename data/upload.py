"""One upload as the log remembers it: who brought what, when, why, and with which evidence."""

import json
from dataclasses import asdict, dataclass
from enum import StrEnum

from data.attachments import Attachment

__all__ = ["Op", "Upload", "upload_from_json", "upload_to_json"]


class Op(StrEnum):
    """What a row of the log does; illustrative rows count only while no real one exists."""

    UPSERT = "upsert"
    DELETE = "delete"
    ILLUSTRATIVE = "illustrative"


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """One upload in the history.

    Attributes:
        seq: its sequence number; the state after it is `seq <= n`.
        when: UTC, ISO 8601, by the clock of the machine; `seq` gives the order.
        sha256: hash of the raw file; empty for illustrative data and for what undoes another upload.
        rows: rows it wrote.
        op: what its rows do; those of an upload with `reverts` say so one by one.
        prefecture: the one its uploader answers for; empty for the whole region.
        reverts: the upload that it undoes.
        digest: `data.digest.digest` of its rows; empty in uploads older than the digests.
    """

    id: str
    seq: int
    by: str
    note: str
    file: str
    sha256: str
    when: str
    rows: int
    op: Op
    prefecture: str = ""
    reverts: str = ""
    attachments: tuple[Attachment, ...] = ()
    digest: str = ""


def upload_to_json(upload: Upload) -> str:
    """The upload as the metadata of its commit keeps it."""
    return json.dumps(asdict(upload), ensure_ascii=False)


def upload_from_json(text: str) -> Upload:
    """The upload that `upload_to_json` wrote, or an older program that knew fewer fields."""
    fields = json.loads(text)
    attachments = tuple(Attachment(**facts) for facts in fields.pop("attachments", ()))
    return Upload(**fields | {"op": Op(fields["op"]), "attachments": attachments})
