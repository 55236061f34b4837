import KTHWCore
