"""The master secret: made once, kept tightly, refused when it is not to be trusted."""

import hashlib
import hmac
import os
import subprocess
import sys
from pathlib import Path

import pytest

from storage.secrets import LENGTH, NAME, SecretRefused, Secrets, derived

MAKE = "import sys; from pathlib import Path; from storage.secrets import Secrets; print(Secrets.load(Path(sys.argv[1]), create=True).key_id)"


def kept(folder: Path, content: bytes) -> Path:
    """A master secret as somebody may have put it there."""
    folder.mkdir(mode=0o700, exist_ok=True)
    (folder / NAME).write_bytes(content)
    (folder / NAME).chmod(0o600)
    return folder


def by_the_book(master: bytes, purpose: str) -> bytes:
    """RFC 5869 for one block, spelled out: what older versions derived must be derived for ever."""
    extracted = hmac.digest(bytes(32), master, "sha256")
    return hmac.digest(extracted, b"claims-intake/1/" + purpose.encode() + b"\x01", "sha256")


def refused(folder: Path, *, create: bool = False) -> SecretRefused:
    with pytest.raises(SecretRefused) as caught:
        Secrets.load(folder, create=create)
    return caught.value


def test_the_first_start_makes_it_for_its_owner_only_and_the_next_finds_it(tmp_path: Path) -> None:
    folder = tmp_path / "var" / "secrets"
    made = Secrets.load(folder, create=True)
    assert (folder.stat().st_mode & 0o777, (folder / NAME).stat().st_mode & 0o777) == (0o700, 0o600)
    assert [path.name for path in folder.iterdir()] == [NAME]
    assert Secrets.load(folder, create=True) == Secrets.load(folder, create=False) == made


def test_a_wide_umask_makes_no_wide_file(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        Secrets.load(tmp_path / "secrets", create=True)
    finally:
        os.umask(before)
    assert (tmp_path / "secrets" / NAME).stat().st_mode & 0o777 == 0o600


def test_many_that_start_at_once_agree_on_one_secret(tmp_path: Path) -> None:
    folder = tmp_path / "secrets"
    command = [sys.executable, "-c", MAKE, str(folder)]
    children = [subprocess.Popen(command, stdout=subprocess.PIPE) for _ in range(4)]
    told = {child.communicate()[0] for child in children}
    assert len(told) == 1 and told != {b""}
    assert [path.name for path in folder.iterdir()] == [NAME]


def test_a_missing_secret_is_never_replaced_unasked(tmp_path: Path) -> None:
    error = refused(tmp_path / "secrets")
    assert error.code == "secret_missing"
    assert "a new key could not open what is stored" in error.remedy
    assert not (tmp_path / "secrets").exists()


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o644, 0o660, 0o602, 0o610])
def test_a_file_that_others_may_reach_is_refused_with_the_command_that_mends_it(
    tmp_path: Path, mode: int
) -> None:
    Secrets.load(tmp_path / "secrets", create=True)
    (tmp_path / "secrets" / NAME).chmod(mode)
    error = refused(tmp_path / "secrets", create=True)
    assert (error.code, error.remedy) == ("secret_unsafe", f"Run `chmod 600 {tmp_path / 'secrets' / NAME}`.")


@pytest.mark.parametrize("create", [True, False])
def test_a_folder_that_others_may_enter_is_refused_with_the_command_that_mends_it(
    tmp_path: Path, create: bool
) -> None:
    Secrets.load(tmp_path / "secrets", create=True)
    (tmp_path / "secrets").chmod(0o750)
    error = refused(tmp_path / "secrets", create=create)
    assert (error.code, error.remedy) == ("secret_unsafe", f"Run `chmod 700 {tmp_path / 'secrets'}`.")


def test_no_secret_is_made_in_a_folder_that_others_may_enter(tmp_path: Path) -> None:
    (tmp_path / "secrets").mkdir()
    (tmp_path / "secrets").chmod(0o755)
    assert refused(tmp_path / "secrets", create=True).code == "secret_unsafe"
    assert list((tmp_path / "secrets").iterdir()) == []


def test_a_file_may_be_tighter_than_needed(tmp_path: Path) -> None:
    made = Secrets.load(tmp_path / "secrets", create=True)
    (tmp_path / "secrets" / NAME).chmod(0o400)
    assert Secrets.load(tmp_path / "secrets", create=False) == made


SAMPLES = {
    "zeros": bytes(LENGTH),
    "equal": b"\xa7" * LENGTH,
    "row": bytes(range(LENGTH)),
    "row from elsewhere": bytes((200 + 3 * n) % 256 for n in range(LENGTH)),
    "word": (b"change-me" * 4)[:LENGTH],
    "hex": b"0123456789abcdef0123456789abcdef",
    "line": b"please change this secret value\n",
    "repetition": bytes.fromhex("9f3ac1e07b") * 6 + b"\x9f\x3a",
    "standard": bytes.fromhex("603deb1015ca71be2b73aef0857d77811f352c073b6108d72d9810a30914dff4"),
}


@pytest.mark.parametrize("sample", SAMPLES.values(), ids=SAMPLES.keys())
def test_a_sample_or_a_text_is_refused(tmp_path: Path, sample: bytes) -> None:
    error = refused(kept(tmp_path / "secrets", sample), create=True)
    assert error.code == "secret_unsafe"
    assert str(tmp_path / "secrets" / NAME) in error.message


@pytest.mark.parametrize("content", [b"", b"change-me", bytes(range(LENGTH - 1)), bytes(range(LENGTH + 1))])
def test_another_length_is_refused(tmp_path: Path, content: bytes) -> None:
    assert refused(kept(tmp_path / "secrets", content)).code == "secret_unsafe"


def test_random_secrets_are_taken_for_random(tmp_path: Path) -> None:
    for _ in range(200):
        Secrets.load(kept(tmp_path / "secrets", os.urandom(LENGTH)), create=False)


def test_a_secret_in_the_way_of_a_folder_is_told_as_out_of_reach(tmp_path: Path) -> None:
    (tmp_path / "secrets").write_bytes(b"")
    for create in (True, False):
        assert refused(tmp_path / "secrets", create=create).code == "secret_out_of_reach"


def test_each_purpose_has_a_key_of_its_own_and_the_name_tells_nothing(tmp_path: Path) -> None:
    master = bytes.fromhex("9c4be1d07a55f2c8013ea6bb4f9d2810e7635ca8d1f4029be87a6c3350d9fb12")
    found = Secrets.load(kept(tmp_path / "secrets", master), create=False)
    keys = {found.sealing, found.links, found.audit, master, derived(master, "key id")}
    assert len(keys) == 5 and {len(key) for key in keys} == {LENGTH}
    assert not any(found.key_id in key.hex() for key in keys)
    assert found.key_id == hashlib.sha256(by_the_book(master, "key id")).hexdigest()[:8]
    assert found.sealing == by_the_book(master, "sealing")


def test_nothing_of_it_shows(tmp_path: Path) -> None:
    found = Secrets.load(tmp_path / "secrets", create=True)
    assert repr(found) == str(found) == f"{found}" == "Secrets(...)"
