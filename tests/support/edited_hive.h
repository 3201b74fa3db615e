// What must hold of every hive that is edited, however it was made.
#pragma once

#include <optional>
#include <string>

#include "support/edit_script.h"

namespace olkacct::test {

struct EditedHive {
    // Nothing was committed; why.
    std::optional<Error> refused;
    // What does not hold of: after a commit the hive has what the transaction showed; a hive that
    // was sound still is; after a refusal all files are as they were. Empty: all is well.
    std::string problem;
    // The primary file as it is now.
    Bytes file;
};

// Writes the frame's files into memory, makes the edits in one transaction and looks what is there.
EditedHive edit_hive(const EditedFrame& edits);

}  // namespace olkacct::test
