// Never compiled: food for the layer check.
#pragma once
