namespace TorchSharp;

public static partial class torch
{
    /// <summary>The inverse cosine.</summary>
    public static Tensor arccos(Tensor input) => input.arccos();

    /// <summary>The inverse cosine, in place.</summary>
    public static Tensor arccos_(Tensor input) => input.arccos_();

    /// <summary>The inverse hyperbolic cosine.</summary>
    public static Tensor arccosh(Tensor input) => input.arccosh();

    /// <summary>The inverse hyperbolic cosine, in place.</summary>
    public static Tensor arccosh_(Tensor input) => input.arccosh_();

    /// <summary>The inverse sine.</summary>
    public static Tensor arcsin(Tensor input) => input.arcsin();

    /// <summary>The inverse sine, in place.</summary>
    public static Tensor arcsin_(Tensor input) => input.arcsin_();

    /// <summary>The inverse hyperbolic sine.</summary>
    public static Tensor arcsinh(Tensor input) => input.arcsinh();

    /// <summary>The inverse hyperbolic sine, in place.</summary>
    public static Tensor arcsinh_(Tensor input) => input.arcsinh_();

    /// <summary>The angle of the point (other, this).</summary>
    public static Tensor arctan2(Tensor input, Tensor other) => input.arctan2(other);

    /// <summary>The angle of the point (other, this), in place.</summary>
    public static Tensor arctan2_(Tensor input, Tensor other) => input.arctan2_(other);

    /// <summary>The inverse hyperbolic tangent.</summary>
    public static Tensor arctanh(Tensor input) => input.arctanh();

    /// <summary>The inverse hyperbolic tangent, in place.</summary>
    public static Tensor arctanh_(Tensor input) => input.arctanh_();

    /// <summary>Degrees as radians.</summary>
    public static Tensor deg2rad(Tensor input) => input.deg2rad();

    /// <summary>Degrees as radians, in place.</summary>
    public static Tensor deg2rad_(Tensor input) => input.deg2rad_();

    /// <summary>Radians as degrees.</summary>
    public static Tensor rad2deg(Tensor input) => input.rad2deg();

    /// <summary>Radians as degrees, in place.</summary>
    public static Tensor rad2deg_(Tensor input) => input.rad2deg_();

    /// <summary>sin(π x) / (π x).</summary>
    public static Tensor sinc(Tensor input) => input.sinc();

    /// <summary>sin(π x) / (π x), in place.</summary>
    public static Tensor sinc_(Tensor input) => input.sinc_();

    /// <summary>The angle of a complex number; 0 or π of a real one.</summary>
    public static Tensor angle(Tensor input) => input.angle();
}
