# Completion of effective-config for fish.
# Made by: effective-config completion fish

function __effective_config_complete
    set -l words (commandline -opc)
    set -l last (commandline -ct)
    set -l answer (env _EFFECTIVE_CONFIG_COMPLETE=fish_complete \
        COMP_WORDS=(string join \x1f -- $words "$last") $words[1] 2>/dev/null)
    # Of --option=file only what follows the sign is a file's name.
    set -l option (string match -r -- '^--[^=]*=' "$last")
    set -l name (string replace -- "$option" '' "$last")
    for line in $answer
        switch $line
            case 'plain,*'
                string replace 'plain,' '' -- $line
            case 'file,*'
                for found in (__fish_complete_path "$name")
                    echo -- "$option$found"
                end
            case 'dir,*'
                for found in (__fish_complete_directories "$name")
                    echo -- "$option$found"
                end
        end
    end
end

complete --command effective-config --no-files --arguments '(__effective_config_complete)'
