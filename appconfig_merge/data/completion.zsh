#compdef effective-config
# Completion of effective-config for zsh.
# Made by: effective-config completion zsh

_effective_config() {
    local separator=$'\x1f' line kind value remark
    local -a words_sent fields more more_shown last last_shown
    # Of the last word, PREFIX lacks an open quote: what looks like quotes in it may be none.
    local begun=${(Q)PREFIX}
    case $compstate[quoting] in
        single) begun=$PREFIX ;;
        double) begun=${(Q):-\"$PREFIX\"} ;;
    esac
    words_sent=("${(@Q)words[1,CURRENT-1]}" "$begun")
    local files=
    for line in "${(@f)$(_EFFECTIVE_CONFIG_COMPLETE=zsh_complete \
            COMP_WORDS="${(pj:$separator:)words_sent}" "${(Q)words[1]/#\~\//$HOME/}" 2>/dev/null)}"; do
        fields=("${(@ps:$separator:)line}")
        kind=$fields[1] value=$fields[2] remark=$fields[3]
        if [[ $kind != plain ]]; then
            files=$kind
        elif [[ $value == *[=/] ]]; then
            more+=("$value")
            more_shown+=("$value${remark:+  -- $remark}")
        else
            last+=("$value")
            last_shown+=("$value${remark:+  -- $remark}")
        fi
    done
    # After ID= there is more to come, so that no space may follow.
    (( $#more )) && compadd -l -S '' -d more_shown -a more
    (( $#last )) && compadd -l -d last_shown -a last
    if [[ -n $files ]]; then
        [[ $PREFIX == --*=* ]] && compset -P '*='
        if [[ $files == dir ]]; then _files -/; else _files; fi
    fi
}

compdef _effective_config effective-config
if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
    # Found in $fpath at the first TAB, which waits for its answer.
    _effective_config "$@"
fi
