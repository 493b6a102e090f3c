"""Reads a request's bytes, never more than it needs, and makes sure that an enrolled station signed exactly these.

The signature covers the method, the path and the body as it came over the wire, so it is checked before anything is
parsed. A station that nobody knows is turned away before its body is read.
"""

from dataclasses import dataclass, field

from fastapi import Request
from fastapi.concurrency import run_in_threadpool

from central.refusal import Refusal
from central.stations import Stations
from sync.contract import claimed_station, is_authorised


@dataclass(frozen=True, slots=True)
class SignedRequest:
    """The station that signed, and the body that it signed."""

    station: str
    body: bytes = field(repr=False)


async def read_signed(request: Request, stations: Stations, max_bytes: int) -> SignedRequest:
    """Raises Refusal: 401 for an unknown station or a wrong signature, 413 for too many bytes."""
    authorization = request.headers.get("authorization", "")
    claimed = claimed_station(authorization)
    key = await run_in_threadpool(stations.key_of, claimed) if claimed is not None else None
    if claimed is None or key is None:
        raise Refusal(401, "station_unknown", "No enrolled station signed this request.")
    body = await read_body(request, max_bytes)
    path = request.scope["path"]
    if not await run_in_threadpool(is_authorised, authorization, request.method, path, body, key):
        raise Refusal(401, "bad_signature", "The station's key did not sign this request.")
    return SignedRequest(claimed, body)


async def read_body(request: Request, max_bytes: int) -> bytes:
    """The whole body. Raises Refusal(413) as soon as it is longer than ``max_bytes``."""
    declared = request.headers.get("content-length", "")
    if declared.isdecimal() and len(declared) < 19 and int(declared) > max_bytes:
        raise _too_large(max_bytes)
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > max_bytes:
            raise _too_large(max_bytes)
    return bytes(body)


def _too_large(max_bytes: int) -> Refusal:
    return Refusal(413, "too_large", f"At most {max_bytes} bytes are taken here.")
