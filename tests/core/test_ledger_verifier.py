"""The stand-alone verifier's own arithmetic, against independent implementations."""

import hashlib
import os
import subprocess
import sys

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from hypothesis import given
from hypothesis import strategies as st

from ecoop.core.ledger import verifier


def signed(count: int) -> list[tuple[bytes, bytes, bytes]]:
    keys = [Ed25519PrivateKey.generate() for _ in range(2)]
    messages = [os.urandom(n % 97) for n in range(count)]
    return [
        (keys[n % 2].public_key().public_bytes_raw(), keys[n % 2].sign(message), message)
        for n, message in enumerate(messages)
    ]


@pytest.mark.parametrize("count", [1, 2, 3, 50, 300])
def test_good_signatures_pass_together(count):
    assert verifier.all_signed(signed(count))


@pytest.mark.parametrize("bad", [0, 1, 17, 99])
def test_first_bad_signature_is_found_among_others(bad):
    items = signed(100)
    for place in {bad, 99}:
        items[place] = (*items[place][:2], items[place][2] + b"!")

    assert verifier.first_unsigned(items) == bad


@given(bit=st.integers(0, 511))
def test_one_flipped_bit_of_a_signature_is_refused_as_cryptography_does(bit):
    public, signature, message = signed(1)[0]
    flipped = bytearray(signature)
    flipped[bit // 8] ^= 1 << bit % 8

    with pytest.raises(InvalidSignature):
        Ed25519PublicKey.from_public_bytes(public).verify(bytes(flipped), message)
    assert not verifier.all_signed([(public, bytes(flipped), message)])


def reference_root(leaves: list[bytes]) -> bytes:
    """RFC 6962 section 2.1, as it is written there (leaves hashed already)."""
    if not leaves:
        return hashlib.sha256().digest()
    if len(leaves) == 1:
        return leaves[0]
    split = 1 << (len(leaves) - 1).bit_length() - 1
    return hashlib.sha256(
        b"\1" + reference_root(leaves[:split]) + reference_root(leaves[split:])
    ).digest()


@pytest.mark.parametrize("size", [*range(20), 64, 65, 127])
def test_growing_tree_has_the_root_of_the_standard(size):
    leaves = [hashlib.sha256(bytes([n])).digest() for n in range(size)]
    tree = verifier.Tree()
    for leaf in leaves:
        tree.add(leaf)

    assert tree.root() == reference_root(leaves)


@pytest.mark.parametrize("content", [b"", b"not json\n", b"\x1f\x8bdamaged", b"\xff\xfe"])
def test_unreadable_export_ends_with_two_and_one_sentence(tmp_path, content):
    (tmp_path / "export").write_bytes(content)
    (tmp_path / "ledger.pub").write_text("nonsense\n")
    command = [sys.executable, "-I", verifier.__file__, tmp_path / "export"]
    more = ["--checkpoints", tmp_path, "--key", tmp_path / "ledger.pub"]

    run = subprocess.run([*command, *more], capture_output=True, text=True)

    assert run.returncode == 2
    assert run.stderr.count("\n") == 1
    assert "Traceback" not in run.stderr
