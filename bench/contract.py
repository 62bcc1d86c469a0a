#!/usr/bin/env python3
"""Whether the server answers as web/openapi.json says: schemathesis (PyPI) makes up requests, good and bad, from the description.
Usage: contract.py PROGRAM SCHEMATHESIS [SECONDS]
No answer may be a 500, nor one that the description does not have. That a query field may be empty, or come twice, is not
held against it: forms send them so."""
import subprocess
import sys

import served

program, schemathesis, *rest = sys.argv[1:]
with served.Served(program) as server:
    command = [schemathesis, "run", server.url + "/api/v1/openapi.json", "--checks", "all", "--exclude-checks",
               "negative_data_rejection,positive_data_acceptance", "--continue-on-failure", "--seed", "1", "--max-time", rest[0] if rest else "60"]
    sys.exit(subprocess.run(command).returncode)
