/// The scripts that shells read once; all they do is ask this program for
/// what may stand where somebody is typing, and offer files where it says so.
enum CompletionScript {
  /// The word by which a script asks.
  static let question = "__complete"

  /// The script of a shell.
  static func text(for shell: CompletionAnswer.Shell) -> String {
    switch shell {
    case .bash: bash
    case .zsh: zsh
    case .fish: fish
    }
  }

  private static let bash = #"""
    # Completion of kthwctl for bash: source this, or install it as
    # /usr/share/bash-completion/completions/kthwctl

    _kthwctl() {
      local program=${COMP_WORDS[0]/#\~/$HOME} kind= line
      COMPREPLY=()
      while IFS= read -r line; do
        if [ -z "$kind" ]; then kind=$line; else COMPREPLY+=("${line%%$'\t'*}"); fi
      done < <("$program" \#(question) bash "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
      # Where there is no candidate, readline itself looks for files.
      if [ "${#COMPREPLY[@]}" -eq 0 ]; then
        case $kind in
          files) compopt -o default 2>/dev/null ;;
          directories) compopt -o dirnames 2>/dev/null ;;
        esac
      fi
    }

    complete -F _kthwctl kthwctl

    """#

  private static let zsh = #"""
    #compdef kthwctl
    # Completion of kthwctl for zsh: install it as _kthwctl in a folder of $fpath.

    _kthwctl() {
      local program=${(Q)words[1]/#\~/$HOME} kind
      local -a before lines
      (( CURRENT > 2 )) && before=("${(@Q)words[2,CURRENT-1]}")
      lines=("${(@f)$("$program" \#(question) zsh "${before[@]}" "${(Q)PREFIX}" 2>/dev/null)}")
      kind=$lines[1]
      lines=("${(@)lines[2,-1]}")
      if (( ${#lines} )); then
        _describe -t values 'value' lines
        return
      fi
      [[ $PREFIX == --*=* ]] && compset -P '--*='
      case $kind in
        files) _files ;;
        directories) _files -/ ;;
      esac
    }

    if [ "$funcstack[1]" = _kthwctl ]; then
      _kthwctl "$@"
    else
      compdef _kthwctl kthwctl
    fi

    """#

  private static let fish = #"""
    # Completion of kthwctl for fish: install it as
    # ~/.config/fish/completions/kthwctl.fish

    function __kthwctl_complete
        set -l words (commandline -opc)
        set -l current (commandline -ct)
        set -l lines ($words[1] \#(question) fish $words[2..-1] "$current" 2>/dev/null)
        if test (count $lines) -gt 1
            printf '%s\n' $lines[2..-1]
            return
        end
        set -l lead (string match -r -- '^--[^=]*=' $current)
        set -l rest (string replace -r -- '^--[^=]*=' '' $current)
        switch "$lines[1]"
            case files
                for path in (complete -C "'' $rest")
                    printf '%s\n' "$lead$path"
                end
            case directories
                for path in (__fish_complete_directories $rest)
                    printf '%s\n' "$lead$path"
                end
        end
    end

    complete -c kthwctl -f -a '(__kthwctl_complete)'

    """#
}
