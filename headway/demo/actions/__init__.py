"""Bringing the sample company into a workspace, and taking it out again.

`load_sample` fills the workspace of its ctx; `make_beside` makes a workspace of its own for somebody who has just
begun; `start_demo` is `headway serve --demo`; `clear_sample` takes out whatever any of them brought.
"""

from headway.demo.actions.clearing import clear_sample
from headway.demo.actions.filling import SampleThere, load_sample
from headway.demo.actions.opening import make_beside, start_demo

__all__ = ["SampleThere", "clear_sample", "load_sample", "make_beside", "start_demo"]
