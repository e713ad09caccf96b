"""What gives plans and scenes their behaviour; each engine knows only those below it on the ladder (docs/house.md)."""
