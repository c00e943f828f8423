"""OKR sheets: `layouts` finds the objectives and key results, `measures` their numbers, `build` makes the plan."""
