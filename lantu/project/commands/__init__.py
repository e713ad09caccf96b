"""The verbs of the command line, one module each; see lantu.project.cli."""
