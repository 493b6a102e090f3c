"""One module for each command of ``jinban``; each is loaded only when it is asked for."""
