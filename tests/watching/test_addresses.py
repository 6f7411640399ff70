"""Which addresses are refused before anything is asked, and which names by where they lead."""

from __future__ import annotations

from ipaddress import ip_address, ip_network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.errors import UsageError
from dateline.watching.addresses import (
    Forbidden,
    Rules,
    check_ip,
    network_of,
    place_of,
    public_addresses,
)

NOTHING = Rules()


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("http://127.0.0.1/", "loopback"),
        ("http://127.9.9.9/", "loopback"),
        ("http://0.0.0.0/", "this network"),
        ("http://10.1.2.3/", "private"),
        ("http://172.16.0.1/", "private"),
        ("http://192.168.1.1/", "private"),
        ("http://100.64.0.1/", "carriers"),
        ("http://169.254.169.254/latest/meta-data/", "link-local"),
        ("http://224.0.0.1/", "multicast"),
        ("http://240.0.0.1/", "reserved"),
        ("http://255.255.255.255/", "reserved"),
        ("http://198.18.0.1/", "benchmarks"),
        ("http://203.0.113.7/", "documentation"),
        ("http://2130706433/", "unusual form"),
        ("http://0x7f000001/", "unusual form"),
        ("http://0x7f.0.0.1/", "unusual form"),
        ("http://0177.0.0.1/", "unusual form"),
        ("http://017700000001/", "unusual form"),
        ("http://127.1/", "unusual form"),
        ("http://127.0.0.1./", "unusual form"),
        ("http://1.2.3.256/", "unusual form"),
        ("http://news.example.0x7f/", "unusual form"),
        ("http://①②⑦.⓪.⓪.①/", "loopback"),
        ("http://１２７.0.0.1/", "loopback"),
        ("http://[::1]/", "loopback"),
        ("http://[::]/", "unspecified"),
        ("http://[::ffff:127.0.0.1]/", "IPv4-mapped"),
        ("http://[::ffff:7f00:1]/", "IPv4-mapped"),
        ("http://[::ffff:8.8.8.8]/", "IPv4-mapped"),
        ("http://[::127.0.0.1]/", "IPv4-compatible"),
        ("http://[64:ff9b::7f00:1]/", "NAT64"),
        ("http://[64:ff9b:1::7f00:1]/", "NAT64"),
        ("http://[2002:7f00:1::]/", "6to4"),
        ("http://[2001:0:7f00:1::]/", "Teredo"),
        ("http://[fe80::1]/", "link-local"),
        ("http://[fe80::1%25eth0]/", "interface"),
        ("http://[fc00::1]/", "private"),
        ("http://[fd12:3456::1]/", "private"),
        ("http://[fec0::1]/", "site-local"),
        ("http://[ff02::1]/", "multicast"),
        ("http://[2001:db8::1]/", "documentation"),
        ("http://[4000::1]/", "not public"),
        ("http://[::1/", "no address"),
        ("http://[v1.x]/", "no address|no name|no IPv6"),
        ("file:///etc/passwd", "only http and https"),
        ("ftp://news.example/", "only http and https"),
        ("gopher://news.example/", "only http and https"),
        ("javascript:alert(1)", "only http and https"),
        ("//news.example/", "only http and https"),
        ("news.example", "only http and https"),
        ("", "only http and https"),
        ("http://user:word@news.example/", "name or a password"),
        ("http://news.example@127.0.0.1/", "name or a password"),
        ("http://@news.example/", "name or a password"),
        ("http://news.example\\@127.0.0.1/", "backslashes"),
        ("http://news.example/ HTTP/1.1\r\nHost: other.example", "control characters"),
        ("http://news.exa\tmple/", "control characters"),
        ("http://news.example/\x00", "control characters"),
        ("http://news.example:22/", "port 22"),
        ("http://news.example:443/", "port 443"),
        ("https://news.example:80/", "port 80"),
        ("http://news.example:0/", "port 0"),
        ("http://news.example:99999/", "no address"),
        ("http://news.example:a/", "no address"),
        ("http:///path", "no name"),
        ("http://./", "no name"),
        ("http://a..b/", "no name"),
        ("http://-news.example/", "no name"),
        ("http://news.example" + "/a" * 1_000, "too long"),
    ],
)
def test_refused(address: str, why: str) -> None:
    with pytest.raises(Forbidden, match=why):
        place_of(address, NOTHING)


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("http://News.Example", "http://news.example/"),
        ("https://news.example:443/a?b=c#d", "https://news.example/a?b=c"),
        ("https://nachrichten.example/straße?q=ü", "https://nachrichten.example/stra%C3%9Fe?q=%C3%BC"),
        ("https://bücher.example/", "https://xn--bcher-kva.example/"),
        ("http://8.8.8.8/", "http://8.8.8.8/"),
        ("http://[2606:4700:0::1]/", "http://[2606:4700::1]/"),
        ("http://news.example/%41%2f", "http://news.example/%41%2f"),
    ],
)
def test_asked(address: str, shown: str) -> None:
    assert str(place_of(address, NOTHING)) == shown


def test_what_is_allowed() -> None:
    rules = Rules((ip_network("127.0.0.0/8"),), frozenset((8080,)))
    assert str(place_of("http://127.0.0.1:8080/", rules)) == "http://127.0.0.1:8080/"
    for other in ("http://[::ffff:127.0.0.1]:8080/", "http://10.0.0.1:8080/", "http://127.0.0.1:8081/"):
        with pytest.raises(Forbidden):
            place_of(other, rules)


@pytest.mark.parametrize(
    ("leads_to", "expected"),
    [
        (["8.8.8.8"], ("8.8.8.8",)),
        (["10.0.0.1", "8.8.8.8"], ("8.8.8.8",)),
        (["2606:4700::1"], ("2606:4700::1",)),
        (["127.0.0.1"], None),
        (["169.254.169.254"], None),
        (["::ffff:10.0.0.1"], None),
        (["64:ff9b::a00:1"], None),
        (["fe80::1%eth0"], None),
        (["nonsense"], None),
        ([], None),
    ],
)
def test_a_name_by_where_it_leads(leads_to: list[str], expected: tuple[str, ...] | None) -> None:
    def resolve(host: str, port: int) -> list[str]:
        assert (host, port) == ("news.example", 80)
        return leads_to

    if expected is None:
        with pytest.raises(Forbidden):
            public_addresses("news.example", 80, NOTHING, resolve)
    else:
        assert public_addresses("news.example", 80, NOTHING, resolve) == expected


@given(st.ip_addresses())
def test_what_python_calls_not_global_is_refused(ip: object) -> None:
    """The table and the standard library hold the same registries; what either refuses is refused."""
    address = ip_address(str(ip))
    if not address.is_global or address.is_multicast:
        with pytest.raises(Forbidden):
            check_ip(address, NOTHING)


@given(st.text(max_size=60))
def test_no_words_break_it(words: str) -> None:
    for address in (words, f"http://{words}", f"http://news.example/{words}"):
        try:
            place = place_of(address, NOTHING)
        except Forbidden:
            continue
        assert str(place_of(str(place), NOTHING)) == str(place)
        assert str(place).isascii()


def test_a_range_that_is_none() -> None:
    with pytest.raises(UsageError, match="no range"):
        network_of("127.0.0.1/8")
