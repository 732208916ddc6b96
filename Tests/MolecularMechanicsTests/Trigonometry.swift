import Foundation

/// Sine and cosine of an angle [rad].
func sinCos(_ angle: Double) -> (sine: Double, cosine: Double) { (sin(angle), cos(angle)) }
