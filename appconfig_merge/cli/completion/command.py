"""``effective-config completion``: the scripts for shells, and how to install them."""

from __future__ import annotations

import click

from appconfig_merge.cli.completion.shells import SHELLS
from appconfig_merge.cli.output import write
from appconfig_merge.cli.quick import COMPLETION

_HOW_TO = """\
bash (4.4 or newer, with the bash-completion package):
    mkdir -p ~/.local/share/bash-completion/completions
    effective-config completion bash > ~/.local/share/bash-completion/completions/effective-config

zsh (in a folder of $fpath; ~/.zshrc has: autoload -Uz compinit; compinit):
    effective-config completion zsh > "${fpath[1]}/_effective-config"

fish:
    effective-config completion fish > ~/.config/fish/completions/effective-config.fish

For a shell that is open already:
    eval "$(effective-config completion bash)"         in bash, or zsh in its place
    effective-config completion fish | source          in fish
"""


@click.command()
@click.argument("shell", metavar="[bash|zsh|fish]", required=False, type=click.Choice([*SHELLS]))
@click.pass_context
def completion(ctx: click.Context, /, shell: str | None) -> None:
    """Print what makes a shell complete this command.

    Without a shell it tells how to install that. Completed are commands, options
    and their values, files, configuration paths, layers, rules, environments and releases.
    """
    if shell is None:
        write(_HOW_TO, None)
    else:
        made = SHELLS[shell](ctx.find_root().command, {}, "effective-config", COMPLETION)
        # click's own source() would start bash to ask for its version.
        write(made.source_template % made.source_vars(), None)
