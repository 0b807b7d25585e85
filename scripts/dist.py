"""Wheel and sdist, built and tried out as a stranger would: `make dist`; with --sbom also what they bring along, `make sbom`.

Both must carry every file of the package. The wheel is installed with pip alone into an empty environment, where the samples are read.
"""

import argparse
import subprocess
import sys
import tarfile
import tempfile
import venv
import zipfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "src" / "dragoman"


def package_files() -> set[str]:
    """The files of the package as they stand in the tree, below `src`, without what Python leaves behind."""
    return {str(p.relative_to(PACKAGE.parent)) for p in PACKAGE.rglob("*") if p.is_file() and "__pycache__" not in p.parts}


def build(to: Path) -> tuple[Path, Path]:
    """Builds wheel and sdist into a folder and gives their paths."""
    for old in [*to.glob("*.whl"), *to.glob("*.tar.gz")]:
        old.unlink()
    subprocess.run([sys.executable, "-m", "hatchling", "build", "-d", str(to)], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    (wheel,), (sdist,) = to.glob("*.whl"), to.glob("*.tar.gz")
    return wheel, sdist


def compare(wheel: Path, sdist: Path) -> list[str]:
    """What is wrong with the files that wheel and sdist carry, one line each."""
    with zipfile.ZipFile(wheel) as packed:
        in_wheel = {name for name in packed.namelist() if name.startswith("dragoman/")}
    with tarfile.open(sdist) as packed_source:
        names = (name.partition("/")[2] for name in packed_source.getnames())
        in_sdist = {name.removeprefix("src/") for name in names if name.startswith("src/dragoman/")}
    wanted = package_files()
    said = []
    for what, found in (("the wheel", in_wheel), ("the sdist", in_sdist)):
        said += [f"{what} lacks {name}" for name in sorted(wanted - found)]
        said += [f"{what} has {name}, which is not in the tree" for name in sorted(found - wanted)]
    return said


def try_out(wheel: Path, sbom: Path | None) -> None:
    """Installs the wheel into an empty environment and runs it outside of the tree; writes its software bill of materials to `sbom`."""
    with tempfile.TemporaryDirectory() as folder:
        venv.create(folder, with_pip=True)
        python = Path(folder) / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
        run = [str(python), "-m"]
        pip = [*run, "pip", "install", "--quiet", "--disable-pip-version-check", "--constraint", str(ROOT / "constraints.txt")]
        subprocess.run([*pip, str(wheel)], check=True)
        for arguments in (["--version"], ["demo", "--lang", "en"], ["schema"], ["completion", "bash"]):
            done = subprocess.run([*run, "dragoman", *arguments], cwd=folder, check=True, capture_output=True, text=True, encoding="utf-8")
            print(f"dragoman {' '.join(arguments)}: {len(done.stdout.splitlines())} lines", flush=True)
        if sbom is not None:
            subprocess.run(
                [sys.executable, "-m", "cyclonedx_py", "environment", str(python), "--pyproject", str(ROOT / "pyproject.toml"), "--mc-type", "application",
                 "--output-format", "JSON", "--output-reproducible", "--output-file", str(sbom)], check=True,
            )  # fmt: skip
            print(f"the software bill of materials is {sbom.relative_to(ROOT)}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sbom", action="store_true", help="writes the software bill of materials (CycloneDX) beside them")
    wants = parser.parse_args()
    to = ROOT / "dist"
    wheel, sdist = build(to)
    if wrong := compare(wheel, sdist):
        sys.exit("\n".join(wrong))
    print(f"{wheel.name} and {sdist.name} carry all {len(package_files())} files of the package", flush=True)
    try_out(wheel, to / "sbom.cdx.json" if wants.sbom else None)


if __name__ == "__main__":
    main()
