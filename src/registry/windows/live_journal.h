// All of a commit to the live registry or nothing: written down as one value, then done.
#pragma once

#include <windows.h>

#include <span>
#include <string>

#include "olkacct/change.h"
#include "olkacct/error.h"
#include "registry/windows/writer_lock.h"

namespace olkacct::registry {

/// Whether a commit is under way or was interrupted.
Result<bool> has_live_journal();

/// Does what a journal says that an interrupted writer left, if there is one. source_busy while a
/// writer is at it. After an error the journal stays, for the next who comes.
Result<void> finish_interrupted();

/// Does the changes, whose keys are paths below HKEY_CURRENT_USER, so that everybody who begins
/// with finish_interrupted sees all of them or none. access_denied before anything is done; after
/// any other error either holds, and the store must be opened again.
Result<void> commit_journalled(const WriterLock& lock, std::span<const Change> changes);

}  // namespace olkacct::registry
