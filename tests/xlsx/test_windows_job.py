"""`xlsx/windows_job.py`, as far as it can be tried elsewhere: the layout that Windows expects, and that nothing happens."""

import ctypes
import os

import pytest

from skpxl.xlsx.windows_job import BasicLimits, ExtendedLimits, limit_by_job, limits_of


@pytest.mark.skipif(ctypes.sizeof(ctypes.c_void_p) != 8, reason="the sizes are those of 64-bit Windows")
def test_the_structures_have_the_sizes_and_places_of_winnt_h():
    assert (ctypes.sizeof(BasicLimits), ctypes.sizeof(ExtendedLimits)) == (64, 144)
    assert [BasicLimits.LimitFlags.offset, BasicLimits.MinimumWorkingSetSize.offset] == [16, 24]
    assert [BasicLimits.ActiveProcessLimit.offset, BasicLimits.Affinity.offset, BasicLimits.PriorityClass.offset] == [
        40,
        48,
        56,
    ]
    assert [ExtendedLimits.IoInfo.offset, ExtendedLimits.ProcessMemoryLimit.offset] == [64, 112]


def test_the_limits_are_in_the_units_of_windows():
    limits = limits_of(60.0, 450_000_000)
    assert limits.BasicLimitInformation.PerProcessUserTimeLimit == 61 * 10_000_000  # of 100 ns
    assert limits.BasicLimitInformation.LimitFlags == 0x502
    assert limits.ProcessMemoryLimit == 450_000_000


@pytest.mark.skipif(os.name == "nt", reason="there it would bind the tests")
def test_elsewhere_it_does_nothing():
    assert limit_by_job(1.0, 1) is False


def test_where_windows_refuses_nothing_is_raised(monkeypatch):
    """A kernel32 that knows none of it, or says no to all of it."""

    class Refusing:
        def __init__(self, *_, **__):
            self.asked = []

        def __getattr__(self, name):
            def answer(*_):
                return 0

            setattr(self, name, answer)
            return answer

    monkeypatch.setattr(os, "name", "nt")
    monkeypatch.delattr(ctypes, "WinDLL", raising=False)
    assert limit_by_job(1.0, 1) is False
    monkeypatch.setattr(ctypes, "WinDLL", Refusing, raising=False)
    assert limit_by_job(1.0, 1) is False


def test_the_job_gets_the_limits_and_this_process(monkeypatch):
    calls = {}

    class Kernel:
        def __init__(self, name, use_last_error):
            assert (name, use_last_error) == ("kernel32", True)
            for function, result in (("CreateJobObjectW", 7), ("GetCurrentProcess", -1)):
                setattr(self, function, self._function(function, result))
            for function in ("SetInformationJobObject", "AssignProcessToJobObject"):
                setattr(self, function, self._function(function, 1))

        @staticmethod
        def _function(name, result):
            def call(*arguments):
                calls[name] = arguments
                return result

            return call

    monkeypatch.setattr(os, "name", "nt")
    monkeypatch.setattr(ctypes, "WinDLL", Kernel, raising=False)
    assert limit_by_job(60.0, 450_000_000) is True
    job, kind, limits, size = calls["SetInformationJobObject"]
    assert (job, kind, size) == (7, 9, ctypes.sizeof(ExtendedLimits))
    assert limits._obj.ProcessMemoryLimit == 450_000_000
    assert calls["AssignProcessToJobObject"] == (7, -1)
