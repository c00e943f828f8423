"""Reading goals and judging how they are written; pure, and fast enough for every keystroke.

`reading` says what a sentence says, `review` what is wrong with a draft and how it could be put. The words of each
language lie in `headway/writing/lexicons`, the rules with their sentences in `headway/writing/guidance`.
"""
