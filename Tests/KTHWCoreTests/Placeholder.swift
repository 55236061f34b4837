import KTHWCore
import Testing
