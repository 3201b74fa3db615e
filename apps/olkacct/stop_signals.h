// SIGINT and SIGTERM as a wish to end, heard by whoever waits on a watch.
#pragma once

#include "registry/store.h"

namespace olkacct::app {

/// While one lives the signals interrupt its watch instead of ending the process. One at a time.
class StopSignals {
  public:
    explicit StopSignals(registry::Watch& watch);
    StopSignals(const StopSignals&) = delete;
    StopSignals& operator=(const StopSignals&) = delete;
    ~StopSignals();

    /// Whether one came.
    [[nodiscard]] bool stopped() const;
};

}  // namespace olkacct::app
