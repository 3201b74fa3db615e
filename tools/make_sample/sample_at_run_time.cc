// The sample of a program for another system than that which builds it.
#include "apps/olkacct/sample_hive.h"
#include "support/outlook_sample.h"

namespace olkacct::app {

std::span<const std::byte> sample_hive() {
    static const auto bytes = test::outlook_sample_hive();
    return bytes;
}

}  // namespace olkacct::app
