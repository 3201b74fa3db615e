// Writes the sample hive as C++ source, to be compiled into the command. Run by the build.
#include <fstream>
#include <iostream>

#include "support/outlook_sample.h"

int main(int argument_count, char** arguments) {
    if (argument_count != 2) {
        std::cerr << "usage: make_sample OUTPUT.cc\n";
        return 2;
    }
    std::ofstream out(arguments[1]);
    out << "// Made by make_sample from tests/support/outlook_sample.cc.\n"
           "#include \"apps/olkacct/sample_hive.h\"\n\n"
           "namespace olkacct::app {\n\n"
           "namespace {\n\n"
           "constexpr unsigned char bytes[] = {";
    std::size_t column = 0;
    for (const auto byte : olkacct::test::outlook_sample_hive()) {
        out << (column++ % 24 == 0 ? "\n    " : "") << std::to_integer<int>(byte) << ',';
    }
    out << "\n};\n\n"
           "}  // namespace\n\n"
           "std::span<const std::byte> sample_hive() { return std::as_bytes(std::span(bytes)); "
           "}\n\n"
           "}  // namespace olkacct::app\n";
    if (!out.flush()) {
        std::cerr << "make_sample: cannot write " << arguments[1] << '\n';
        return 1;
    }
    return 0;
}
