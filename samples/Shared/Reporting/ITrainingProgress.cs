namespace Shared.Reporting;

/// <summary>Is told how a training goes.</summary>
internal interface ITrainingProgress
{
    /// <summary>A step is done.</summary>
    /// <param name="loss">Its loss.</param>
    void Step(double loss);

    /// <summary>An epoch is done.</summary>
    /// <param name="epoch">Its number, from 1.</param>
    /// <param name="loss">Mean loss of its steps.</param>
    /// <param name="validationAccuracy">Measures the accuracy on the validation images, from 0 to 1; costs time only when asked. <see langword="null"/> where nothing is validated.</param>
    void EpochEnded(int epoch, double loss, Func<double>? validationAccuracy);
}
