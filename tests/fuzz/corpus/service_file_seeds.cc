// The built-in file of services in each encoding, and hostile copies of it.
#include "fuzz/corpus/seeds.h"
#include "mapi/service_catalog.h"
#include "olkacct/text.h"

namespace olkacct::test {
namespace {

constexpr std::size_t copies_of_each_file = 64;

Bytes narrow_text(std::string_view text) {
    const auto bytes = std::as_bytes(std::span(text));
    return {bytes.begin(), bytes.end()};
}

Bytes wide_text(std::string_view text) {
    Bytes bytes = {std::byte{0xFF}, std::byte{0xFE}};
    append(bytes, text_bytes(from_wtf8(text), false));
    return bytes;
}

}  // namespace

std::vector<Seed> service_file_seeds() {
    const std::string every_type =
        "[Services]\nA=x\n[Default Services]\nA=x\n[A]\nProviders=P,P , Q\nSections=E\n"
        "PR_RESOURCE_FLAGS=SERVICE_SINGLE_COPY|0x20\nPR_SERVICE_SUPPORT_FILES=a, b\n[P]\n"
        "6600001e=text\n6601001f=text\n66020003=01000000\n6603000b=0100\n"
        "66040014=0102030405060708\n66050048=000102030405060708090a0b0c0d0e0f\n66060102=ff\n"
        "6607101f=a,b\n67f0001e=secret\n[E]\nUID=13DBB0C8AA05101A9BB000AA002FC45A\n"
        "66000003=00040000\n; end\n";
    std::vector<Seed> seeds;
    for (const std::string_view text : {mapi::built_in_services(), std::string_view(every_type)}) {
        for (const Bytes& bytes : {narrow_text(text), wide_text(text)}) {
            const auto number = std::to_string(seeds.size());
            std::size_t index = 0;
            for (auto& copy : hostile_copies(bytes, copies_of_each_file, 7))
                seeds.push_back({"services-" + number + "-hostile-" + std::to_string(index++),
                                 std::move(copy)});
            seeds.push_back({"services-" + number, bytes});
        }
    }
    return seeds;
}

}  // namespace olkacct::test
