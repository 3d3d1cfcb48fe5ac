"""The workflows and forms in .github/: what two linters say of them, and what their privileged scripts do with hostile
text.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from paperdex.yaml_io import read

ROOT = Path(__file__).parents[1]
GITHUB = ROOT / ".github"
DEPLOY, IN_SHARDS = GITHUB / "workflows/deploy.yml", ROOT / "docs/deploy-in-shards.yml"
WORKFLOWS = [*sorted((GITHUB / "workflows").glob("*.yml")), IN_SHARDS]
TOOLS = Path(sys.executable).parent
ACTION = re.compile(r"actions/[a-z-]+@[0-9a-f]{40}")


def steps():
    for path in WORKFLOWS:
        for job, values in read(path)["jobs"].items():
            for number, step in enumerate(values.get("steps", ())):
                yield pytest.param(values, step, id=f"{path.stem}-{job}-{number}")


def script(workflow, job):
    """The one script of a job, and the names of its variables."""
    [step] = [step for step in read(GITHUB / "workflows" / workflow)["jobs"][job]["steps"] if "run" in step]
    return step["run"], set(step["env"])


def bash(text, folder, **environment):
    command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", text]
    path = f"{folder / 'bin'}:{os.environ['PATH']}"
    return subprocess.run(
        command,
        cwd=folder,
        env={**os.environ, **environment, "PATH": path},
        capture_output=True,
        text=True,
        check=False,
    )


def stand_in(folder, text):
    """A `gh` that notes how it was called, and answers as `text`, a shell script, says."""
    program = folder / "bin/gh"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nprintf "%s\\n" "$*" >> "{folder}/calls"\n{text}\n')
    program.chmod(0o755)


def calls(folder):
    return (folder / "calls").read_text().splitlines()


def test_zizmor_finds_only_what_is_ignored_in_place_with_its_reason():
    command = [TOOLS / "zizmor", "--offline", "--persona=auditor", "--no-progress", "--format=json-v1", ROOT, IN_SHARDS]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr
    assert json.loads(result.stdout) == []
    ignored = [line for path in WORKFLOWS for line in path.read_text().splitlines() if "zizmor: ignore" in line]
    assert len(ignored) == 1
    assert re.fullmatch(r"  workflow_run: # zizmor: ignore\[dangerous-triggers\] \w.{20,}", ignored[0])


@pytest.mark.parametrize(
    ("schema", "files"),
    [
        ("vendor.github-workflows", WORKFLOWS),
        ("custom.github-workflows-require-timeout", WORKFLOWS),
        ("vendor.github-issue-forms", sorted((GITHUB / "ISSUE_TEMPLATE").glob("*.yml"))),
        ("vendor.dependabot", [GITHUB / "dependabot.yml"]),
    ],
)
def test_files_fit_their_schemas(schema, files):
    assert files
    result = subprocess.run(
        [TOOLS / "check-jsonschema", "--builtin-schema", schema, *files], capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.parametrize(("job", "step"), list(steps()))
def test_a_step_is_pinned_holds_no_token_and_is_a_script(job, step):
    assert job["runs-on"] == "ubuntu-24.04"
    if "uses" in step:
        assert ACTION.fullmatch(step["uses"])
        assert "checkout" not in step["uses"] or step["with"]["persist-credentials"] is False
    else:
        assert "${{" not in step["run"], "what GitHub puts into a script is run"
        assert subprocess.run(["bash", "-n", "-c", step["run"]], check=False).returncode == 0


def test_one_action_has_one_version():
    lines = {
        line.strip().removeprefix("- ")
        for path in WORKFLOWS
        for line in path.read_text().splitlines()
        if "uses: actions/" in line
    }
    names = [line.split("@")[0] for line in lines]
    assert len(names) == len(set(names)), sorted(lines)


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_a_job_that_may_write_runs_nothing_of_paperdex(path):
    workflow = read(path)
    assert workflow["permissions"] == {}
    assert workflow.get("defaults") == {"run": {"shell": "bash"}}
    for job in workflow["jobs"].values():
        permissions = job["permissions"]
        assert set(permissions.values()) <= {"read", "write"}
        if "write" in permissions.values():
            assert not [
                step
                for step in job.get("steps", ())
                if "paperdex " in step.get("run", "") or "make " in step.get("run", "")
            ]


def test_only_the_workflow_that_runs_no_code_is_called_after_a_pull_request():
    [path] = [path for path in WORKFLOWS if "workflow_run" in read(path)["on"]]
    [job] = read(path)["jobs"].values()
    assert not [step for step in job["steps"] if "uses" in step]


def test_a_deployment_in_shards_does_what_the_usual_one_does():
    usual, ours = read(DEPLOY), read(IN_SHARDS)
    whole, parts = usual.pop("jobs"), ours.pop("jobs")
    assert ours == usual
    for name in ("pages", "papers"):
        assert parts.pop(name) == whole[name]
    assert {*parts} == {"build", *parts["build"]["needs"]}, "nothing is published unless all went well"
    steps_of_parts = [step for job in parts.values() for step in job["steps"]]
    assert [step for step in whole["build"]["steps"] if step not in steps_of_parts] == [
        {"run": ".venv/bin/paperdex build"}
    ]


def test_the_parts_of_a_deployment_in_shards_are_all_parts_of_the_site():
    jobs = read(IN_SHARDS)["jobs"]
    shards = jobs["part"]["strategy"]["matrix"]["shard"]
    assert shards == list(range(1, len(shards) + 1))
    [build] = [step for step in jobs["part"]["steps"] if "paperdex build" in step.get("run", "")]
    assert build["env"] == {"SHARD": "${{ matrix.shard }}/${{ strategy.job-total }}"}
    upload, download = jobs["part"]["steps"][-1]["with"], jobs["build"]["steps"][0]["with"]
    assert (upload["name"], download["pattern"]) == ("part-${{ matrix.shard }}", "part-*")
    assert (upload["path"], download["path"], download["merge-multiple"]) == ("site", "site", True)


@pytest.mark.skipif(
    not all(map(shutil.which, ("jq", "unzip"))), reason="GitHub's runners have jq and unzip; this computer has not"
)
class TestComment:
    """The script that may write comments, and a report from a fork."""

    PULLS = json.dumps([{"number": 6, "head": {"sha": "old"}}, {"number": 7, "head": {"sha": "abc"}}])
    HOSTILE = (
        "## Report\n\n@torvalds $(touch owned) `touch owned` \"; touch owned; '\n::set-output name=x::y\n\x00\x1b[31m"
    )

    def run(self, folder, report, *, pulls=PULLS, comments="[]", size=100):
        with zipfile.ZipFile(folder / "answer.zip", "w") as archive:
            archive.writestr("report.md", report)
            archive.writestr("../outside.txt", "out")
            archive.writestr("bin/gh", "#!/bin/sh\ntouch owned\n")
        artifacts = {
            "artifacts": [
                {"id": 5, "name": "other", "size_in_bytes": 1},
                {"id": 9, "name": "report", "size_in_bytes": size},
            ]
        }
        for name, text in (("pulls", pulls), ("artifacts", json.dumps(artifacts)), ("comments", comments)):
            (folder / f"{name}.json").write_text(text)
        stand_in(
            folder,
            'case "$*" in *"/pulls "*) cat pulls.json;; */artifacts) cat artifacts.json;; */zip) cat answer.zip;; '
            "*--paginate*) cat comments.json;; esac",
        )
        text, names = script("comment.yml", "comment")
        values = dict.fromkeys(names, "x") | {
            "GITHUB_REPOSITORY": "o/r",
            "SHA": "abc",
            "MARKER": "<!-- m -->",
            "RUN_URL": "https://run.example/",
        }
        result = bash(text, folder, **values)
        assert result.returncode == 0, result.stderr
        assert not (folder / "owned").exists()
        assert not (folder.parent / "outside.txt").exists()
        posted = folder / "comment.json"
        return json.loads(posted.read_text())["body"] if posted.exists() and posted.stat().st_size else None

    def test_a_hostile_report_is_posted_as_text_and_calls_nobody(self, tmp_path):
        body = self.run(tmp_path, self.HOSTILE)
        assert body.startswith("<!-- m -->\n## Report\n\n@\u200btorvalds $(touch owned) `touch owned`")
        assert (
            "Made by a program from what this pull request contains. [The site with this change](https://run.example/)"
            in body
        )
        assert calls(tmp_path)[-1] == "api --silent --method POST repos/o/r/issues/7/comments --input comment.json"

    def test_a_later_report_takes_the_place_of_the_first(self, tmp_path):
        bot, other = {"login": "github-actions[bot]"}, {"login": "mallory"}
        comments = [
            {"id": 1, "user": other, "body": "<!-- m -->"},
            {"id": 2, "user": bot, "body": "else"},
            {"id": 3, "user": bot, "body": "<!-- m -->\nx"},
        ]
        self.run(tmp_path, "Report", comments=json.dumps(comments[:1]) + json.dumps(comments[1:]))
        assert calls(tmp_path)[-1] == "api --silent --method PATCH repos/o/r/issues/comments/3 --input comment.json"

    def test_a_huge_report_is_cut_to_what_a_comment_holds(self, tmp_path):
        body = self.run(tmp_path, "语" * 400_000)
        assert 50_000 < len(body) < 65_536

    @pytest.mark.parametrize("case", [{"pulls": "[]"}, {"size": 1_000_001}, {"report": " \n"}])
    def test_without_a_pull_request_or_a_report_nothing_is_posted(self, tmp_path, case):
        assert self.run(tmp_path, **{"report": "Report", **case}) is None
        assert not [call for call in calls(tmp_path) if "POST" in call or "PATCH" in call]


@pytest.mark.skipif(not shutil.which("jq"), reason="GitHub's runners have jq; this computer has not")
class TestAudit:
    """The question whether a locked dependency has a known weakness, against a stand-in for who knows."""

    def run(self, folder, answer):
        for name in (".ci/audit", "requirements.txt", "requirements-dev.txt"):
            (folder / name).parent.mkdir(exist_ok=True)
            shutil.copy(ROOT / name, folder / name)
        program = folder / "bin/curl"
        program.parent.mkdir()
        program.write_text(f'#!/bin/sh\ncat > "{folder}/asked"\n{answer}\n')
        program.chmod(0o755)
        result = bash(".ci/audit", folder)
        return result, [
            f"{query['package']['name']}=={query['version']}"
            for query in json.loads((folder / "asked").read_text())["queries"]
        ]

    def test_every_locked_package_is_asked_after_and_none_has_a_weakness(self, tmp_path):
        result, asked = self.run(tmp_path, f"jq '{{results: [.queries[] | {{}}]}}' \"{tmp_path}/asked\"")
        assert (result.returncode, result.stdout) == (0, f"{len(asked)} locked packages, none with a known weakness\n")
        locked = {
            line.split()[0]
            for name in ("requirements.txt", "requirements-dev.txt")
            for line in (ROOT / name).read_text().splitlines()
            if "==" in line
        }
        assert set(asked) == {name for name in locked if not name.startswith("#")}
        assert len(asked) > 40

    def test_a_weakness_is_named_and_fails(self, tmp_path):
        weak = '(if .package.name == "jinja2" then {vulns: [{id: "GHSA-x"}, {id: "PYSEC-1"}]} else {} end)'
        result, asked = self.run(tmp_path, f"jq '{{results: [.queries[] | {weak}]}}' \"{tmp_path}/asked\"")
        [jinja] = [name for name in asked if name.startswith("jinja2==")]
        assert (result.returncode, result.stderr) == (1, f"{jinja}: GHSA-x, PYSEC-1\n")

    @pytest.mark.parametrize("answer", ["exit 22", "echo '{}'", "echo '{\"results\": []}'", "echo oops"])
    def test_no_answer_is_no_good_news(self, tmp_path, answer):
        result, _ = self.run(tmp_path, answer)
        assert result.returncode != 0
        assert "none with" not in result.stdout


@pytest.fixture
def quiet_git(monkeypatch):
    for name in ("GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM"):
        monkeypatch.setenv(name, os.devnull)


def git(folder, *arguments):
    return subprocess.run(
        ["git", "-c", "user.name=A", "-c", "user.email=a@b", *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        check=True,
    ).stdout


class TestLedger:
    """The script that adds to the ledger what was published, and a branch that others push to."""

    HEAD = "# Every address\n"

    @pytest.fixture
    def clone(self, tmp_path, quiet_git):
        origin, clone = tmp_path / "origin", tmp_path / "clone"
        (origin / "content").mkdir(parents=True)
        (origin / "content/x.yaml").write_text("x\n")
        git(origin, "init", "--quiet", "--initial-branch", "other")
        git(origin, "switch", "--quiet", "--create", "main")
        self.commit(origin)
        git(origin, "switch", "--quiet", "--create", "away")
        git(tmp_path, "clone", "--quiet", "--branch", "main", f"file://{origin}", str(clone))
        return clone

    def commit(self, folder):
        git(folder, "add", ".")
        git(folder, "commit", "--quiet", "--message", "x")

    def run(self, clone, addresses, *, papers="List\n", published="success"):
        made = clone.parent / "made"
        (made / "content").mkdir(parents=True, exist_ok=True)
        (made / "PAPERS.md").write_text(papers)
        (made / "content/addresses.txt").write_text(self.HEAD + "".join(f"{address}\n" for address in addresses))
        text, _ = script("deploy.yml", "papers")
        result = bash(text, clone, RUNNER_TEMP=str(clone.parent), BRANCH="main", GH_TOKEN="x", PUBLISHED=published)
        assert result.returncode == 0, result.stderr

    def shown(self, clone, name):
        return git(clone.parent / "origin", "show", f"main:{name}")

    def test_what_was_published_is_added_and_the_second_time_nothing_is(self, clone):
        self.run(clone, ["papers/a/", "papers/b/"])
        assert self.shown(clone, "content/addresses.txt") == f"{self.HEAD}papers/a/\npapers/b/\n"
        assert self.shown(clone, "PAPERS.md") == "List\n"
        before = git(clone.parent / "origin", "rev-parse", "main")
        self.run(clone, ["papers/a/", "papers/b/"])
        assert git(clone.parent / "origin", "rev-parse", "main") == before

    def test_a_branch_that_has_moved_on_keeps_its_list_and_gets_the_addresses(self, clone):
        origin = clone.parent / "origin"
        git(origin, "switch", "--quiet", "main")
        (origin / "PAPERS.md").write_text("A newer list\n")
        (origin / "content/addresses.txt").write_text(f"{self.HEAD}papers/b/\npapers/z/\n")
        self.commit(origin)
        git(origin, "switch", "--quiet", "away")
        self.run(clone, ["papers/a/", "papers/b/"])
        assert self.shown(clone, "content/addresses.txt") == f"{self.HEAD}papers/a/\npapers/b/\npapers/z/\n"
        assert self.shown(clone, "PAPERS.md") == "A newer list\n"

    def test_a_site_that_did_not_go_out_has_no_addresses(self, clone):
        self.run(clone, ["papers/a/"], published="failure")
        assert git(clone.parent / "origin", "ls-tree", "-r", "--name-only", "main").split() == [
            "PAPERS.md",
            "content/x.yaml",
        ]

    @pytest.mark.parametrize("attributes", [ROOT / ".gitattributes", ROOT / "site_config/new_index/dot-gitattributes"])
    def test_two_branches_that_both_add_addresses_merge(self, tmp_path, quiet_git, attributes):
        shutil.copy(attributes, tmp_path / ".gitattributes")
        ledger = tmp_path / "content/addresses.txt"
        ledger.parent.mkdir()
        ledger.write_text(self.HEAD)
        git(tmp_path, "init", "--quiet", "--initial-branch", "main")
        self.commit(tmp_path)
        for branch in ("one", "two"):
            git(tmp_path, "switch", "--quiet", "--create", branch, "main")
            ledger.write_text(f"{self.HEAD}papers/{branch}/\n")
            self.commit(tmp_path)
        git(tmp_path, "merge", "--quiet", "--message", "x", "one")
        assert sorted(ledger.read_text().splitlines()[1:]) == ["papers/one/", "papers/two/"]


class TestPropose:
    """The script that may push, and a change that another job has made."""

    PATCH = (
        "--- a/content/x.yaml\n+++ b/content/x.yaml\n@@ -1 +1 @@\n-old\n+new\n--- a/Makefile\n+++ b/Makefile\n"
        "@@ -1 +1 @@\n-all:\n+all: evil\n"
    )
    BOT = "41898282+github-actions[bot]@users.noreply.github.com"

    @pytest.fixture
    def clone(self, tmp_path, quiet_git):
        origin, clone = tmp_path / "origin", tmp_path / "clone"
        (origin / "content").mkdir(parents=True)
        (origin / "content/x.yaml").write_text("old\n")
        (origin / "Makefile").write_text("all:\n")
        for command in (
            ["init", "--quiet", "--initial-branch", "main"],
            ["add", "."],
            ["-c", "user.name=A", "-c", "user.email=a@b", "commit", "-qm", "x"],
        ):
            subprocess.run(["git", *command], cwd=origin, check=True)
        subprocess.run(["git", "clone", "--quiet", str(origin), str(clone)], check=True)
        stand_in(clone, "")
        return clone

    def run(self, clone, patch=PATCH, **environment):
        (clone.parent / "change.patch").write_text(patch)
        (clone.parent / "summary.md").write_text("Summary $(touch owned)")
        text, names = script("propose.yml", "propose")
        values = dict.fromkeys(names, "") | {
            "RUNNER_TEMP": str(clone.parent),
            "BRANCH": "paperdex/x",
            "BASE": "main",
            "TITLE": "A title",
        }
        return bash(text, clone, **{**values, **environment})

    def log(self, clone, what):
        command = ["git", "log", "-1", f"--format={what}", "paperdex/x"]
        return subprocess.run(
            command, cwd=clone.parent / "origin", capture_output=True, text=True, check=True
        ).stdout.strip()

    def test_only_what_lies_in_content_is_taken_over_and_the_reporter_is_named(self, clone):
        result = self.run(clone, CO_AUTHOR="ada <1+ada@users.noreply.github.com>")
        assert result.returncode == 0, result.stderr
        changed = subprocess.run(
            ["git", "diff", "--name-only", "main", "paperdex/x"],
            cwd=clone.parent / "origin",
            capture_output=True,
            text=True,
            check=True,
        )
        assert changed.stdout == "content/x.yaml\n"
        assert self.log(clone, "%B") == "A title\n\nCo-authored-by: ada <1+ada@users.noreply.github.com>"
        assert self.log(clone, "%ae") == self.BOT
        assert calls(clone)[-1].startswith("pr create --base main --head paperdex/x --title A title --body-file")

    def test_the_next_run_takes_the_place_of_the_last(self, clone):
        assert self.run(clone).returncode == 0
        subprocess.run(["git", "switch", "--quiet", "main"], cwd=clone, check=True)
        subprocess.run(["git", "reset", "--quiet", "--hard", "origin/main"], cwd=clone, check=True)
        assert self.run(clone, self.PATCH.replace("+new", "+newer")).returncode == 0
        shown = subprocess.run(
            ["git", "show", "paperdex/x:content/x.yaml"],
            cwd=clone.parent / "origin",
            capture_output=True,
            text=True,
            check=True,
        )
        assert shown.stdout == "newer\n"

    def test_a_branch_on_which_a_person_has_worked_is_left_alone(self, clone):
        origin = clone.parent / "origin"
        for command in (
            ["switch", "-qc", "paperdex/x"],
            ["-c", "user.name=Ada", "-c", "user.email=ada@b", "commit", "-qm", "Mine", "--allow-empty"],
        ):
            subprocess.run(["git", *command], cwd=origin, check=True)
        subprocess.run(["git", "switch", "--quiet", "main"], cwd=origin, check=True)
        assert self.run(clone).returncode == 0
        assert self.log(clone, "%s") == "Mine"
        assert not (clone / "calls").exists()

    @pytest.mark.parametrize("patch", ["", PATCH[PATCH.index("--- a/Makefile") :]])
    def test_nothing_to_propose_opens_nothing(self, clone, patch):
        result = self.run(clone, patch)
        assert result.returncode == 0, result.stderr
        assert "Nothing has changed." in result.stdout
        assert not (clone / "calls").exists()
