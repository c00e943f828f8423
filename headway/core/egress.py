"""The one way out: HTTPS to an address that was looked up and judged first.

The connection goes to the very address that was judged, so that a name which answers differently the second time gains
nothing; certificate and Host stay those of the name. No redirects, no proxies, little time, little of the answer.
"""

import asyncio
import contextlib
import logging
import socket
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

import httpx

from headway.core.outgoing import Answer, Outgoing, Reached

LOOK_UP_SECONDS = 3.0
CONNECT_SECONDS = 4.0
ANSWER_SECONDS = 6.0
WHOLE_SECONDS = 15.0
MOST_BYTES = 4096  # of an answer; more is not read
MOST_ADDRESSES = 2  # of one name, one after the other, as long as nothing was sent
PORTS = (443, 8443)

for _name in ("httpx", "httpcore"):  # they write whole addresses, which are secrets here
    logging.getLogger(_name).setLevel(logging.WARNING)


class Hosts:
    """What the operator opened: `HEADWAY_CHAT_HOSTS`, names with or without a port."""

    def __init__(self, text: str) -> None:
        self._ports: dict[str, set[int]] = {}
        for part in text.split(","):
            host, port = _split(part.strip().lower())
            if host:
                self._ports.setdefault(host, set()).update({port} if port else PORTS)

    def opened(self, host: str, port: int) -> bool:
        """Whether this one may be inside the network of the installation."""
        return port in self._ports.get(host, ())


async def send(outgoing: Outgoing, *, hosts: Hosts) -> Answer:
    """Send one request. Never raises for what the other side does."""
    try:
        async with asyncio.timeout(WHOLE_SECONDS):
            return await _sent(outgoing, hosts)
    except TimeoutError:
        return Answer(reached="no_answer")


async def judged(host: str, port: int, *, hosts: Hosts) -> list[str] | Reached:
    """The addresses of a name, or why there is none to use: one internal among them spoils all."""
    if port not in PORTS and not hosts.opened(host, port):
        return "internal"
    try:
        async with asyncio.timeout(LOOK_UP_SECONDS):
            found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError, TimeoutError):
        return "unknown_host"
    addresses = list(dict.fromkeys(str(each[4][0]) for each in found))
    if hosts.opened(host, port) or all(is_public(each) for each in addresses):
        return addresses or "unknown_host"
    return "internal"


def is_public(text: str) -> bool:
    """Whether an address is one of the internet, also when it is wrapped in another."""
    try:
        address = ip_address(text.partition("%")[0])
    except ValueError:
        return False
    inner = _inside(address)
    if inner is not None:
        return is_public(str(inner))
    if isinstance(address, IPv6Address) and address not in _UNICAST:
        return False
    return address.is_global and not any(address in each for each in _CLOSED if each.version == address.version)


_UNICAST = ip_network("2000::/3")
_WRAPPED = ip_network("64:ff9b::/96")  # NAT64: the last 32 bits are an address of version 4
# What `is_global` says differs between versions of Python, so that what matters is here in full.
_CLOSED = tuple(
    ip_network(each)
    for each in (
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24",
        "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24",
        "224.0.0.0/4", "240.0.0.0/4", "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20",
    )
)  # fmt: skip


def _inside(address: IPv4Address | IPv6Address) -> IPv4Address | None:
    if isinstance(address, IPv4Address):
        return None
    return IPv4Address(int(address) & 0xFFFFFFFF) if address in _WRAPPED else address.ipv4_mapped


async def _sent(outgoing: Outgoing, hosts: Hosts) -> Answer:
    addresses = await judged(outgoing.host, outgoing.port, hosts=hosts)
    if isinstance(addresses, str):
        return Answer(reached=addresses)
    limits = httpx.Timeout(ANSWER_SECONDS, connect=CONNECT_SECONDS)
    transport = httpx.AsyncHTTPTransport(verify=httpx.create_ssl_context(), retries=0)
    async with httpx.AsyncClient(transport=transport, timeout=limits, trust_env=False) as client:
        for address in addresses[:MOST_ADDRESSES]:
            answer = await _tried(client, outgoing, address)
            if answer.reached != "no_connection":
                return answer
    return Answer(reached="no_connection")


async def _tried(client: httpx.AsyncClient, outgoing: Outgoing, address: str) -> Answer:
    """To one address. What failed before the connection stood has sent nothing."""
    request = client.build_request(
        outgoing.method,
        f"https://{_bracketed(address)}:{outgoing.port}{outgoing.path}",
        content=outgoing.body,
        headers={
            "Host": _authority(outgoing),
            "Content-Type": "application/json",
            "User-Agent": "Headway",
            "Accept-Encoding": "identity",
            **outgoing.headers,
        },
        extensions={"sni_hostname": outgoing.host},
    )
    try:
        response = await client.send(request, stream=True, follow_redirects=False)
    except (httpx.ConnectError, httpx.ConnectTimeout) as error:
        return Answer(reached="no_certificate" if "certificate" in str(error).lower() else "no_connection")
    except httpx.HTTPError:
        return Answer(reached="no_answer")
    try:
        text = await _beginning(response)
    finally:
        await response.aclose()
    said = response.headers.get("retry-after", "")
    wait = int(said) if said.isdecimal() and len(said) < 7 else None
    return Answer(reached="answered", status=response.status_code, text=text, retry_after=wait)


async def _beginning(response: httpx.Response) -> str:
    """The first bytes of an answer as they came: nothing is unpacked, and a slow one is left where it is."""
    body = bytearray()
    with contextlib.suppress(httpx.HTTPError, TimeoutError):  # the status has come, which is what counts
        async with asyncio.timeout(ANSWER_SECONDS):
            await _read(response, body)
    return body.decode(errors="replace")


async def _read(response: httpx.Response, body: bytearray) -> None:
    async for chunk in response.aiter_raw():
        body += chunk[: MOST_BYTES - len(body)]
        if len(body) >= MOST_BYTES:
            return


def _authority(outgoing: Outgoing) -> str:
    host = _bracketed(outgoing.host)
    return host if outgoing.port == 443 else f"{host}:{outgoing.port}"


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _split(text: str) -> tuple[str, int]:
    """Host and port (0 for none) of "mattermost.intranet", "10.0.0.5:8065" or "[fd00::1]:8443"."""
    host, _, port = text.rpartition(":") if text.count(":") == 1 or "]:" in text else (text, "", "")
    return host.strip("[]"), int(port) if port.isdecimal() else 0
