// Writes docs/properties.md: write_properties_page docs/properties.md
#include <fstream>
#include <iostream>

#include "profile/page/properties_page.h"

int main(int count, char** arguments) {
    if (count != 2) {
        std::cerr << "usage: write_properties_page FILE\n";
        return 2;
    }
    std::ofstream file(arguments[1], std::ios::binary);
    file << olkacct::test::properties_page() << std::flush;
    if (!file) {
        std::cerr << "cannot write " << arguments[1] << "\n";
        return 1;
    }
    return 0;
}
