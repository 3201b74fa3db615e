// The program olkacct.
#include "program_words.h"
#include "run.h"
#include "standard_streams.h"

int main(int argc, char** argv) {
    olkacct::app::prepare_standard_streams();
    const olkacct::app::ProgramWords words(argc, argv);
    return olkacct::app::run(words.count(), words.words());
}
