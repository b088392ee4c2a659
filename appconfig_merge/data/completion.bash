# Completion of effective-config for bash 4.4 or newer.
# Made by: effective-config completion bash

_effective_config() {
    local line words
    COMPREPLY=()
    words=${COMP_LINE:0:COMP_POINT}
    while IFS= read -r line; do
        case $line in
            plain,*) COMPREPLY+=("${line#plain,}") ;;
            file, | dir,) _effective_config_files "${line%,}" "$2" ;;
        esac
    done < <(
        env _EFFECTIVE_CONFIG_COMPLETE=bash_complete COMP_WORDS="$words" COMP_REPLACED="$2" \
            "${1/#\~/$HOME}" 2>/dev/null
    )
    # After ID= and a folder's name there is more to come.
    if [[ ${#COMPREPLY[@]} -eq 1 && ${COMPREPLY[0]} == *[=/] ]]; then
        compopt -o nospace
    fi
}

# Names of files: bash's own way, or beside other candidates those that begin so.
_effective_config_files() {
    local name
    if [[ ${#COMPREPLY[@]} -eq 0 ]]; then
        if [[ $1 == dir ]]; then
            compopt -o dirnames
        else
            compopt -o default
        fi
        return
    fi
    while IFS= read -r name; do
        if [[ -d $name ]]; then
            name+=/
        fi
        COMPREPLY+=("$(printf '%q' "$name")")
    done < <(compgen -f -- "$2")
}

if ((BASH_VERSINFO[0] * 100 + BASH_VERSINFO[1] >= 404)); then
    complete -F _effective_config effective-config
else
    echo "effective-config: completion needs bash 4.4 or newer" >&2
fi
