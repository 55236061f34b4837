// libyaml imports into Swift as it is: no wrapper is needed.
#ifndef KTHW_CLIBYAML_SHIM_H
#define KTHW_CLIBYAML_SHIM_H

#include <yaml.h>

#endif
