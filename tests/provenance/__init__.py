"""Where values come from: outcomes, places, traces, and the questions people ask."""
