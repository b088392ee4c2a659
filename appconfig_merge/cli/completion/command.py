"""``effective-config completion``: the scripts for shells, and how to install them."""

from __future__ import annotations

from appconfig_merge.cli.output import write
from appconfig_merge.cli.parameters import Argument, command

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


@command(
    Argument("shell", "[bash|zsh|fish]", "choice", "optional", choices=("bash", "zsh", "fish"))
)
def completion(shell: str | None) -> None:
    """Print what makes a shell complete this command.

    Without a shell it tells how to install that. Completed are commands, options
    and their values, files, configuration paths, layers, rules, environments and releases.
    """
    if shell is None:
        write(_HOW_TO, None)
    else:
        from appconfig_merge.cli.completion.shells import script

        write(script(shell), None)
