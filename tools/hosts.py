"""Real web servers with the configurations of deploy/, over a built site, on free ports of this machine."""

from __future__ import annotations

import os
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from macros.publishing.looking import MARK
from tools.engines import brotli_module, tool

__all__ = ["caddy", "caddy_text", "free_port", "nginx", "nginx_files", "program"]

ROOT = Path(__file__).parents[1]

FRAME = """
load_module {module};
{user}
pid {folder}/nginx.pid;
error_log {folder}/error.log warn;
worker_processes 1;
pcre_jit on;
events {{ worker_connections 1024; }}
http {{
    access_log off;
    client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
    include {folder}/site.conf;
    {extra}
}}
"""
def program(name: str) -> str:
    """The path of a program named in tools/engines.py.

    Raises:
        FileNotFoundError: when the machine has none.
    """
    path = tool(name).path()
    if not path:
        raise FileNotFoundError(f"{name} is needed: make test installs it")
    return path


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def nginx_files(site: Path, folder: Path, port: int, extra: str = "", *, looking: bool = False) -> Path:
    """The shipped site file, with this machine's folder and port, inside the least that nginx needs around it. `looking`: a site
    for looking at only is shown, too."""
    text = (ROOT / "deploy/nginx.conf").read_text("utf-8")
    if looking:
        text = text.replace(f"        if (-f $document_root/{MARK}) {{ return 503; }}\n", "")
    text = text.replace("listen 80;", f"listen 127.0.0.1:{port};").replace("    listen [::]:80;\n", "")
    (folder / "site.conf").write_text(text.replace("/srv/legs-up-the-wall", str(site)), "utf-8")
    # As root the workers would become someone who may not read a test's folder.
    user = "user root;" if os.geteuid() == 0 else ""
    main = folder / "nginx.conf"
    main.write_text(FRAME.format(folder=folder, module=brotli_module(), user=user, extra=extra), "utf-8")
    return main


@contextmanager
def nginx(site: Path, folder: Path, extra: str = "", port: int = 0, *, looking: bool = False) -> Iterator[str]:
    """nginx with the shipped configuration; yields its address."""
    port = port or free_port()
    folder.mkdir(parents=True, exist_ok=True)
    command = [program("nginx"), "-c", str(nginx_files(site, folder, port, extra, looking=looking)), "-p", str(folder), "-g", "daemon off;"]
    with _running(command, port) as address:
        yield address


@contextmanager
def caddy(site: Path, folder: Path, *, secure: bool = False) -> Iterator[str]:
    """Caddy with the shipped configuration; yields its address. `secure`: HTTPS and HTTP/2, as readers get it, with a
    certificate that no browser knows."""
    port = free_port()
    folder.mkdir(parents=True, exist_ok=True)
    config = folder / "Caddyfile"
    config.write_text(caddy_text(site, port, secure=secure), "utf-8")
    command = [program("Caddy"), "run", "--config", str(config), "--adapter", "caddyfile"]
    with _running(command, port, HOME=str(folder), XDG_DATA_HOME=str(folder), XDG_CONFIG_HOME=str(folder)) as address:
        yield address.replace("http://127.0.0.1", "https://localhost") if secure else address


def caddy_text(site: Path, port: int, *, secure: bool = False) -> str:
    """The shipped file for this machine, without the administration port; with a certificate of its own if `secure`."""
    text = (ROOT / "deploy/Caddyfile").read_text("utf-8")
    address = f"https://localhost:{port} {{\n\ttls internal" if secure else f"http://127.0.0.1:{port} {{"
    text = text.replace("legs-up-the-wall.example {", address).replace("/srv/legs-up-the-wall", str(site))
    certificates = "auto_https disable_redirects\n\tskip_install_trust" if secure else "auto_https off"
    return f"{{\n\tadmin off\n\t{certificates}\n}}\n" + text


@contextmanager
def _running(command: list[str], port: int, **environment: str) -> Iterator[str]:
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env={**os.environ, **environment})
    try:
        end = time.monotonic() + 15
        while True:
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            except OSError:
                said = server.stderr.read().decode() if server.poll() is not None and server.stderr else ""
                if said or time.monotonic() > end:
                    raise RuntimeError(f"{command[0]} did not start: {said[-2000:]}") from None
                time.sleep(0.05)
        yield f"http://127.0.0.1:{port}/"
    finally:
        server.terminate()
        server.wait(10)
        if server.stderr:
            server.stderr.close()
