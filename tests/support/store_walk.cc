#include "support/store_walk.h"

#include <vector>

namespace olkacct::test {

namespace {

class Walk {
  public:
    explicit Walk(registry::ReadTransaction& transaction) : transaction_(transaction) {}

    void visit(registry::KeyId key) {
        ++counts_.keys;
        count(transaction_.info(key));
        count(transaction_.security(key));
        if (const auto values = count(transaction_.values(key))) {
            for (const auto& value : *values) {
                ++counts_.values;
                counts_.bytes += value.data.size();
                count(transaction_.value(key, value.name));
            }
        }
        if (const auto subkeys = count(transaction_.subkeys(key))) {
            for (const auto& subkey : *subkeys) {
                count(transaction_.find(key, subkey.name));
                waiting_.push_back(subkey.id);
            }
        }
    }

    WalkCounts run(std::uint64_t most_keys) {
        waiting_.push_back(transaction_.root());
        while (!waiting_.empty() && counts_.keys < most_keys) {
            const auto key = waiting_.back();
            waiting_.pop_back();
            visit(key);
        }
        return counts_;
    }

  private:
    template <class T>
    Result<T> count(Result<T> result) {
        if (!result) ++counts_.errors;
        return result;
    }

    registry::ReadTransaction& transaction_;
    std::vector<registry::KeyId> waiting_;
    WalkCounts counts_;
};

}  // namespace

WalkCounts walk_store(registry::ReadTransaction& transaction, std::uint64_t most_keys) {
    return Walk(transaction).run(most_keys);
}

}  // namespace olkacct::test
