package dev.toktra.gateway.access;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;

/**
 * The public half of a private key on the curve P-256, which a PKCS#8 file need not hold and the JDK does not compute.
 * Not of constant time: for keys of this process, once at start, never for what a caller sends.
 */
final class P256 {

    private static final BigInteger THREE = BigInteger.valueOf(3);

    private final ECParameterSpec curve;
    private final BigInteger prime;

    private P256(ECParameterSpec curve) {
        this.curve = curve;
        this.prime = ((ECFieldFp) curve.getCurve().getField()).getP();
    }

    /** The curve's parameters. */
    static ECParameterSpec curve() throws GeneralSecurityException {
        AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
        parameters.init(new ECGenParameterSpec("secp256r1"));
        return parameters.getParameterSpec(ECParameterSpec.class);
    }

    /** Whether the key is on this curve. */
    static boolean holds(ECPrivateKey key) throws GeneralSecurityException {
        ECParameterSpec curve = curve();
        return key.getParams().getCurve().equals(curve.getCurve())
                && key.getParams().getGenerator().equals(curve.getGenerator());
    }

    /** The public key that belongs to the private one. */
    static ECPublicKey publicKeyOf(ECPrivateKey key) throws GeneralSecurityException {
        ECParameterSpec curve = curve();
        ECPoint point = new P256(curve).times(key.getS());
        return (ECPublicKey) KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(point, curve));
    }

    private ECPoint times(BigInteger factor) {
        ECPoint sum = ECPoint.POINT_INFINITY;
        for (int bit = factor.bitLength() - 1; bit >= 0; bit--) {
            sum = add(sum, sum);
            if (factor.testBit(bit)) {
                sum = add(sum, curve.getGenerator());
            }
        }
        return sum;
    }

    private ECPoint add(ECPoint one, ECPoint other) {
        if (one.equals(ECPoint.POINT_INFINITY)) {
            return other;
        }
        if (other.equals(ECPoint.POINT_INFINITY)) {
            return one;
        }
        boolean same = one.equals(other);
        if (one.getAffineX().equals(other.getAffineX()) && !same) {
            return ECPoint.POINT_INFINITY;
        }
        BigInteger slope = same ? tangent(one) : chord(one, other);
        BigInteger x = slope.multiply(slope)
                .subtract(one.getAffineX())
                .subtract(other.getAffineX())
                .mod(prime);
        BigInteger y = slope.multiply(one.getAffineX().subtract(x))
                .subtract(one.getAffineY())
                .mod(prime);
        return new ECPoint(x, y);
    }

    private BigInteger tangent(ECPoint point) {
        BigInteger rise =
                point.getAffineX().pow(2).multiply(THREE).add(curve.getCurve().getA());
        return rise.multiply(point.getAffineY().shiftLeft(1).modInverse(prime)).mod(prime);
    }

    private BigInteger chord(ECPoint one, ECPoint other) {
        BigInteger rise = other.getAffineY().subtract(one.getAffineY());
        BigInteger run = other.getAffineX().subtract(one.getAffineX());
        return rise.multiply(run.modInverse(prime)).mod(prime);
    }
}
