namespace LoraDsl.Kernels.Cuda;

/// <summary>
/// The masked merge in CUDA C++. A block of 128×2 threads makes 32 rows by 128 columns; a thread keeps 16 rows of one column in registers
/// while ranks pass through shared memory, 16 at a time. W is read and W̃ written once, neighbours beside each other.
/// </summary>
internal static class MaskedMergeSource
{
    public const int Columns = 128;

    public const int Rows = 32;

    public const int ThreadRows = 2;

    /// <summary>The kernel's name. A zero follows, as on every literal of this kind.</summary>
    public static ReadOnlySpan<byte> Name => "masked_merge"u8;

    /// <summary>The program. A zero follows.</summary>
    public static ReadOnlySpan<byte> Text => """
        #define COLUMNS 128
        #define ROWS 32
        #define RANKS 16
        #define EACH 16

        extern "C" __global__ void masked_merge(
            const float* weight, const float* a, const float* scaled_b, float* merged, long long rows, long long columns, int rank)
        {
            __shared__ float part_of_a[RANKS][COLUMNS];
            __shared__ float part_of_b[ROWS][RANKS];
            const int thread = threadIdx.y * COLUMNS + threadIdx.x;
            const int threads = 2 * COLUMNS;
            const long long first_row = (long long)blockIdx.y * ROWS;
            const long long column = (long long)blockIdx.x * COLUMNS + threadIdx.x;

            float sum[EACH];
            for (int i = 0; i < EACH; i++)
                sum[i] = 0.0f;

            for (int first = 0; first < rank; first += RANKS)
            {
                for (int k = threadIdx.y; k < RANKS; k += 2)
                    part_of_a[k][threadIdx.x] = first + k < rank && column < columns ? a[(first + k) * columns + column] : 0.0f;
                for (int i = thread; i < ROWS * RANKS; i += threads)
                {
                    const long long row = first_row + i / RANKS;
                    const int k = first + i % RANKS;
                    part_of_b[i / RANKS][i % RANKS] = row < rows && k < rank ? scaled_b[row * rank + k] : 0.0f;
                }
                __syncthreads();
                for (int k = 0; k < RANKS; k++)
                {
                    const float value = part_of_a[k][threadIdx.x];
                    for (int i = 0; i < EACH; i++)
                        sum[i] += part_of_b[threadIdx.y * EACH + i][k] * value;
                }
                __syncthreads();
            }

            if (column >= columns)
                return;
            for (int i = 0; i < EACH; i++)
            {
                const long long row = first_row + threadIdx.y * EACH + i;
                if (row < rows)
                {
                    const float old = weight[row * columns + column];
                    merged[row * columns + column] = old == 0.0f ? 0.0f : old + sum[i];
                }
            }
        }

        """u8;
}
