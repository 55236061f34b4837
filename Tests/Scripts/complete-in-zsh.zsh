#!/usr/bin/env zsh
# What zsh offers for a command line, asked for with the tab key on a terminal.
#
#   complete-in-zsh.zsh DIRECTORY LINE
#
# DIRECTORY has a program kthwctl and its script as _kthwctl. Prints the line
# after the key, and below it what zsh lists.
zmodload zsh/zpty
cd $1
zpty shell "PATH=$1:\$PATH TERM=dumb zsh -f -i"
zpty -w shell "PS1=READY; unsetopt zle_bracketed_paste 2>/dev/null; fpath=($1 \$fpath); cd $1
autoload -Uz compinit; compinit -u -D; LISTMAX=1000; setopt no_beep auto_list no_list_ambiguous
zstyle ':completion:*' list-colors ''; bindkey '^I' complete-word; print -r -- be''gin"
local out chunk
zpty -r -m shell out '*begin*READY*'
zpty -w -n shell "$2"$'\t'
sleep ${3:-2}
while zpty -r -t shell chunk; do print -rn -- "$chunk"; done
zpty -d shell
