"""Fetches files of a model from its hub into a folder; what is there already is not fetched again.

Arguments: repository, folder, files. HF_ENDPOINT of the environment names another hub. Progress and the reason of a failure go to
standard error.
"""

import sys

from huggingface_hub import hf_hub_download


def main():
    repository, folder, *files = sys.argv[1:]
    try:
        for file in files:
            hf_hub_download(repository, file, local_dir=folder)
    except KeyboardInterrupt:
        sys.exit(130)
    except Exception as error:
        cause = error.__cause__ or error.__context__
        sys.exit(str(error).strip() + (f" ({cause})" if cause else ""))


main()
