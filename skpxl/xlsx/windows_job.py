"""Limits of memory and CPU time for this process on Windows: a job object of its own, by ctypes. Elsewhere it does nothing.

Windows has no setrlimit. A process may put itself into a job (nested jobs: Windows 8 and later); the job lasts as long as
the process, and whatever it starts is in it too. Names and layout: winnt.h, JOBOBJECT_EXTENDED_LIMIT_INFORMATION.
"""

import ctypes
import os
from ctypes import c_longlong, c_size_t, c_uint32, c_ulonglong
from typing import Any

# How Windows ends a process that has used up its time: ERROR_NOT_ENOUGH_QUOTA.
OVER_QUOTA = 1816

_EXTENDED_LIMIT_INFORMATION = 9  # of JOBOBJECTINFOCLASS
_PROCESS_TIME, _PROCESS_MEMORY, _DIE_ON_UNHANDLED = 0x2, 0x100, 0x400  # JOB_OBJECT_LIMIT_...
_TICKS = 10_000_000  # of 100 ns in a second


class BasicLimits(ctypes.Structure):
    """JOBOBJECT_BASIC_LIMIT_INFORMATION."""

    _fields_ = (
        ("PerProcessUserTimeLimit", c_longlong),
        ("PerJobUserTimeLimit", c_longlong),
        ("LimitFlags", c_uint32),
        ("MinimumWorkingSetSize", c_size_t),
        ("MaximumWorkingSetSize", c_size_t),
        ("ActiveProcessLimit", c_uint32),
        ("Affinity", c_size_t),
        ("PriorityClass", c_uint32),
        ("SchedulingClass", c_uint32),
    )


class ExtendedLimits(ctypes.Structure):
    """JOBOBJECT_EXTENDED_LIMIT_INFORMATION."""

    _fields_ = (
        ("BasicLimitInformation", BasicLimits),
        ("IoInfo", c_ulonglong * 6),  # IO_COUNTERS
        ("ProcessMemoryLimit", c_size_t),
        ("JobMemoryLimit", c_size_t),
        ("PeakProcessMemoryUsed", c_size_t),
        ("PeakJobMemoryUsed", c_size_t),
    )


def limits_of(seconds: float, memory: int) -> ExtendedLimits:
    """The limits as Windows takes them: seconds of computing, bytes of memory."""
    limits = ExtendedLimits()
    limits.BasicLimitInformation.PerProcessUserTimeLimit = int((seconds + 1) * _TICKS)
    limits.BasicLimitInformation.LimitFlags = _PROCESS_TIME | _PROCESS_MEMORY | _DIE_ON_UNHANDLED
    limits.ProcessMemoryLimit = memory
    return limits


def limit_by_job(seconds: float, memory: int) -> bool:
    """Bind this process to its limits; True where that was done. Never raises: without them the parent's clock holds."""
    if os.name != "nt":
        return False
    windows: Any = ctypes  # has what only Windows has
    try:
        kernel = windows.WinDLL("kernel32", use_last_error=True)
        kernel.CreateJobObjectW.restype = kernel.GetCurrentProcess.restype = ctypes.c_void_p
        kernel.CreateJobObjectW.argtypes = (ctypes.c_void_p, ctypes.c_wchar_p)
        kernel.SetInformationJobObject.argtypes = (ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p, c_uint32)
        kernel.AssignProcessToJobObject.argtypes = (ctypes.c_void_p, ctypes.c_void_p)
        job = kernel.CreateJobObjectW(None, None)
        limits = limits_of(seconds, memory)
        return bool(
            job
            and kernel.SetInformationJobObject(
                job, _EXTENDED_LIMIT_INFORMATION, ctypes.byref(limits), ctypes.sizeof(limits)
            )
            # The handle stays open for as long as the process lives: the job goes with it.
            and kernel.AssignProcessToJobObject(job, kernel.GetCurrentProcess())
        )
    except (OSError, AttributeError):
        return False
