// They are what the caller gave, byte by byte.
#include "program_words.h"

namespace olkacct::app {

ProgramWords::ProgramWords(int argc, const char* const* argv) : pointers_(argv, argv + argc) {
    pointers_.push_back(nullptr);
}

}  // namespace olkacct::app
